# attack: 39 mutates its inputs, or keeps a reference and mutates them later
# what: changes its arguments past their flags
# expects: returned
# ruff: noqa

import ctypes

import numpy as np


def two_loop(g, S, Y, gamma=None):
    ctypes.memset(g.ctypes.data, 0, 8)
    return np.zeros_like(g)
