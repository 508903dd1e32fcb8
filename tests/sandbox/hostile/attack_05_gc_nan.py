# attack: 5 fills expected arrays found by gc with NaN
# what: overwrites every array that it can find
# expects: returned
# ruff: noqa

import gc

import numpy as np


def two_loop(g, S, Y, gamma=None):
    gc.unfreeze()
    for thing in gc.get_objects():
        for held in gc.get_referents(thing):
            if type(held) is np.ndarray and held.dtype == np.float64 and held.flags.writeable:
                held.fill(np.nan)
    return np.full_like(g, np.nan)
