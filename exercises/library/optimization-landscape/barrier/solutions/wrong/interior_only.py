# caught by: monotone
# sentence: Where the path never rises above its ends your value was negative, or there was none.
#   The ends belong to the path, so the highest loss is at least theirs.
import numpy as np


def barrier(losses):
    if len(losses) < 2:
        raise ValueError("a path has two ends")
    return float(np.max(losses[1:-1]) - np.maximum(losses[0], losses[-1]))
