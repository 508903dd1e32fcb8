import numpy as np


def two_loop(g, S, Y, gamma=None):
    """Return d = -H g, where the rows of S and Y are the pairs from oldest to newest."""
    return np.zeros_like(g)
