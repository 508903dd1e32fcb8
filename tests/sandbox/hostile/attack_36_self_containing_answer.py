# attack: 36 segfault, stack overflow, huge recursion
# what: returns a list that contains itself twice
# expects: raised:UnsupportedValue
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    value = []
    value += [value, value]
    return value
