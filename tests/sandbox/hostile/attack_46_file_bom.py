# attack: 46 unlucky
# what: begins with a byte order mark
# expects: returned
# written: bom
# verdict: failed
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    return g * 0
