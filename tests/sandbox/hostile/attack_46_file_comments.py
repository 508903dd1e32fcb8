# attack: 46 unlucky
# what: has 1 MiB of comments
# expects: returned
# written: comments
# verdict: refused
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    return g * 0
