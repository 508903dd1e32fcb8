# caught by: value
# sentence: You looked at the middle of the path only. The highest loss may be at any of its points.
import numpy as np


def barrier(losses):
    if len(losses) < 2:
        raise ValueError("a path has two ends")
    ends = np.maximum(losses[0], losses[-1])
    return float(np.maximum(losses[len(losses) // 2], ends) - ends)
