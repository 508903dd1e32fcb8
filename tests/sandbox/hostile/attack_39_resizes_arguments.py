# attack: 39 mutates its inputs, or keeps a reference and mutates them later
# what: resizes its arguments in place
# expects: returned or raised:ValueError
# ruff: noqa

import numpy as np


def two_loop(g, S, Y, gamma=None):
    g.resize(1, refcheck=False)
    return np.zeros(6)
