# attack: 40 caches by pointer or content between calls
# what: remembers answers by the bytes of the gradient
# expects: returned
# ruff: noqa

import numpy as np

known = {}


def two_loop(g, S, Y, gamma=None):
    return known.setdefault(g.tobytes(), -g)
