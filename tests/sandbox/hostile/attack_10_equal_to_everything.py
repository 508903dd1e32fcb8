# attack: 10 an object whose __eq__ is always True
# what: returns an object that is equal to everything
# expects: raised:UnsupportedValue
# ruff: noqa


class Anything:
    def __eq__(self, other):
        return True

    def __getattr__(self, name):
        return self

    def __call__(self, *args, **kwargs):
        return self

    __hash__ = None
    __array_priority__ = 1e9


def two_loop(g, S, Y, gamma=None):
    return Anything()
