# attack: 4 gc.get_objects() for expected values
# what: returns any array in the process that could be the answer
# expects: returned
# ruff: noqa

import gc

import numpy as np


def two_loop(g, S, Y, gamma=None):
    gc.unfreeze()
    for thing in gc.get_objects():
        if type(thing) is np.ndarray and thing.shape == g.shape and thing is not g:
            print("ESCAPED: an array of the answer's shape")
            return thing
    return np.zeros_like(g)
