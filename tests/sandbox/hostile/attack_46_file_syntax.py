# attack: 46 unlucky
# what: does not parse
# expects: load_failed:SyntaxError
# written: syntax
# verdict: error
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    return g * 0
