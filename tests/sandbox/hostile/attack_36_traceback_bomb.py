# attack: 36 segfault, stack overflow, huge recursion
# what: raises from a chain of ten thousand errors
# expects: raised:ValueError
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    error = ValueError(0)
    for number in range(10_000):
        following = ValueError(number)
        following.__cause__ = error
        error = following
    raise error
