# attack: 46 unlucky
# what: is empty
# expects: raised:NameError
# written: empty
# verdict: refused
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    return g * 0
