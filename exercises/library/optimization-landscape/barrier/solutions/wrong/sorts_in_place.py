# caught by: purity
# sentence: The losses were sorted during the call. The caller still needs them in the order of the
#   path.
import numpy as np


def barrier(losses):
    if len(losses) < 2:
        raise ValueError("a path has two ends")
    ends = np.maximum(losses[0], losses[-1])
    losses.sort()
    return float(losses[-1] - ends)
