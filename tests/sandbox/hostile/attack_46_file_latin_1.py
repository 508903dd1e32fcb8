# attack: 46 unlucky
# what: is not UTF-8
# expects: load_failed:SyntaxError
# written: latin-1
# verdict: refused
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    return g * 0
