# attack: 36 segfault, stack overflow, huge recursion
# what: raises an error whose text recurses
# expects: raised:Deep or raised:RecursionError
# ruff: noqa


class Deep(Exception):
    def __str__(self):
        return str(self)


def two_loop(g, S, Y, gamma=None):
    raise Deep
