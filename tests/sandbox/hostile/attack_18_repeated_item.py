# attack: 18 a pickle, object array or structured dtype as the answer
# what: returns one item repeated ten thousand million times, which takes no memory until it is sent
# expects: raised:UnsupportedValue
# ruff: noqa

import numpy as np


def two_loop(g, S, Y, gamma=None):
    return np.broadcast_to(0.0, (10**10,))
