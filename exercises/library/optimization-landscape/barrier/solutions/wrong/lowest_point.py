# caught by: value
# sentence: You took the lowest loss on the path: your value is the depth of its valley. The barrier
#   looks for the highest.
import numpy as np


def barrier(losses):
    if len(losses) < 2:
        raise ValueError("a path has two ends")
    return float(np.maximum(losses[0], losses[-1]) - np.min(losses))
