# caught by: too_short
# sentence: One loss went in and a barrier came out. One point is no path: it has no two ends.
import numpy as np


def barrier(losses):
    if len(losses) == 0:
        raise ValueError("there are no losses")
    return float(np.max(losses) - np.maximum(losses[0], losses[-1]))
