# attack: 39 mutates its inputs, or keeps a reference and mutates them later
# what: returns its argument, negated in place
# expects: returned
# ruff: noqa

import numpy as np


def two_loop(g, S, Y, gamma=None):
    np.negative(g, out=g)
    return g
