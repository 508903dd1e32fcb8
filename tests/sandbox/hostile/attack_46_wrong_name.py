# attack: 46 unlucky
# what: defines another function
# expects: raised:NameError
# ruff: noqa


def twoloop(g, S, Y, gamma=None):
    return g
