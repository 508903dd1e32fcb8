# attack: 18 a pickle, object array or structured dtype as the answer
# what: returns an array of dates
# expects: raised:UnsupportedValue
# ruff: noqa

import numpy as np


def two_loop(g, S, Y, gamma=None):
    return np.zeros(len(g), dtype="M8[s]")
