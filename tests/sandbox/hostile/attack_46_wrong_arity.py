# attack: 46 unlucky
# what: takes too few arguments
# expects: raised:TypeError
# ruff: noqa


def two_loop(g):
    return g
