# attack: 46 unlucky
# what: warns in every step
# expects: returned
# verdict: failed
# ruff: noqa

import warnings

import numpy as np


def two_loop(g, S, Y, gamma=None):
    for number in range(20):
        warnings.warn(f"number {number}")
    return np.zeros(len(g)) / np.zeros(len(g))
