# The two maxima of the definition.
import numpy as np


def barrier(losses):
    if len(losses) < 2:
        raise ValueError("a path has two ends")
    return float(np.max(losses) - np.maximum(losses[0], losses[-1]))
