# attack: 38 returns zeros, NaN, its input, an uninitialised array
# what: returns what happens to lie in memory
# expects: returned
# ruff: noqa

import numpy as np


def two_loop(g, S, Y, gamma=None):
    return np.empty_like(g)
