# caught by: value
# sentence: You subtracted at each point the straight line between the end losses. That is another
#   definition of the barrier; here the higher end is subtracted.
import numpy as np


def barrier(losses):
    if len(losses) < 2:
        raise ValueError("a path has two ends")
    return float(np.max(losses - np.linspace(losses[0], losses[-1], len(losses))))
