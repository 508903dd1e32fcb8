# attack: 46 unlucky
# what: returns whole numbers
# expects: returned
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    return (-g).astype(int)
