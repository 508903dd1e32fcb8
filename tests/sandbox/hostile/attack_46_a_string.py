# attack: 46 unlucky
# what: returns text
# expects: returned
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    return "the direction"
