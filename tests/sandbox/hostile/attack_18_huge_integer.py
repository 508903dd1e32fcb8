# attack: 18 a pickle, object array or structured dtype as the answer
# what: returns an int of a million digits
# expects: raised:UnsupportedValue
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    return 1 << 4_000_000
