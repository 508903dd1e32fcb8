# attack: 46 unlucky
# what: has a NUL byte
# expects: load_failed:ValueError or load_failed:SyntaxError
# written: nul
# verdict: refused
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    return g * 0
