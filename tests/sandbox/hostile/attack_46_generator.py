# attack: 46 unlucky
# what: yields in place of returning
# expects: raised:UnsupportedValue
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    yield -g
