# attack: 46 unlucky
# what: returns a column
# expects: returned
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    return -g[:, None]
