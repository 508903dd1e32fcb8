# attack: 46 unlucky
# what: ends in the middle of a string
# expects: load_failed:SyntaxError
# written: unclosed
# verdict: error
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    return g * 0
