# attack: 46 raises
# what: raises exceptions whose text, line and type name are not what they should be
# expects: raised:Lying
# ruff: noqa


class Text(str):
    def __contains__(self, item):
        raise ValueError

    def __getitem__(self, key):
        return 3


class Meta(type):
    __name__ = property(lambda cls: 1 / 0)


class Lying(RuntimeError, metaclass=Meta):
    def __str__(self):
        return Text("a\0\ud800")


class LyingSyntaxError(SyntaxError):
    @property
    def msg(self):
        raise Lying


def two_loop(g, S, Y, gamma=None):
    try:
        raise LyingSyntaxError("\0", ("solution.py", 10**30, object(), "\ud800"))
    except SyntaxError as error:
        raise Lying from error
