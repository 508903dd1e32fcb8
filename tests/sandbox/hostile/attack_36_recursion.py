# attack: 36 segfault, stack overflow, huge recursion
# what: recurses for ever
# expects: raised:RecursionError
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    return two_loop(g, S, Y, gamma)
