# attack: 46 unlucky
# what: returns nothing
# expects: returned
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    print(-g)
