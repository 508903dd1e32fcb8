# attack: 46 unlucky
# what: mixes tabs and spaces
# expects: load_failed:TabError
# written: tabs
# verdict: error
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    return g * 0
