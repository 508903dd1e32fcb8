# attack: 46 unlucky
# what: prints up to just below the limit
# expects: returned
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    if gamma is None and len(g) == 6:
        print("x" * 1000)
    return g * 0
