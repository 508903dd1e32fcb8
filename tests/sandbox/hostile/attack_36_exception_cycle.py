# attack: 36 segfault, stack overflow, huge recursion
# what: raises an error that is its own cause
# expects: raised:ValueError
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    error, other = ValueError(1), ValueError(2)
    error.__context__, other.__context__ = other, error
    raise error
