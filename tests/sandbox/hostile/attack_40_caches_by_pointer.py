# attack: 40 caches by pointer or content between calls
# what: returns what it returned before for the same memory
# expects: returned
# ruff: noqa

import numpy as np

known = {}


def two_loop(g, S, Y, gamma=None):
    key = g.ctypes.data
    if key not in known:
        known[key] = -g.copy()
    return known[key]
