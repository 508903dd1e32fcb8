# attack: 46 unlucky
# what: has an escape of half a character in its last line
# expects: returned
# written: surrogates
# verdict: failed
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    return g * 0
