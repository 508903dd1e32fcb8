# caught by: value
# sentence: You subtracted the mean of the two end losses. That is another definition of the
#   barrier; here the higher end is subtracted.
import numpy as np


def barrier(losses):
    if len(losses) < 2:
        raise ValueError("a path has two ends")
    return float(np.max(losses) - (losses[0] + losses[-1]) / 2)
