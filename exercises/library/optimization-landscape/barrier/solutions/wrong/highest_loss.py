# caught by: value
# sentence: Your value is the highest loss itself. How high the ends are is not yet taken off.
import numpy as np


def barrier(losses):
    if len(losses) < 2:
        raise ValueError("a path has two ends")
    return float(np.max(losses))
