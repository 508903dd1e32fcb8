# attack: 45 reads the seed, the clock or the case number
# what: predicts the inputs from the state of the generators
# expects: returned
# ruff: noqa

import random
import time

import numpy as np


def two_loop(g, S, Y, gamma=None):
    rng = np.random.default_rng(np.random.get_state()[1][0] + int(time.time()))
    return rng.standard_normal(len(g)) * random.random()
