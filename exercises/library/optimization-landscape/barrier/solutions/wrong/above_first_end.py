# caught by: value
# sentence: Your value is the rise above the first end only. Walked backwards the same path would
#   have another barrier; the higher of the two ends counts, wherever it is.
import numpy as np


def barrier(losses):
    if len(losses) < 2:
        raise ValueError("a path has two ends")
    return float(np.max(losses) - losses[0])
