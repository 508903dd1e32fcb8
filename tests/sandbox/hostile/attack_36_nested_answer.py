# attack: 36 segfault, stack overflow, huge recursion
# what: returns a list nested 100000 deep
# expects: raised:UnsupportedValue
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    value = []
    for _ in range(100_000):
        value = [value]
    return value
