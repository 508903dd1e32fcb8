import numpy as np


def barrier(losses):
    """Return how far the losses along a path rise above the higher of its two ends."""
    return np.nan
