# The smaller of the two rises, the one above the first end and the one above the last.
import numpy as np


def barrier(losses):
    if losses.size < 2:
        raise ValueError("there are no two ends")
    above_first = np.max(losses - losses[0])
    above_last = np.max(losses - losses[-1])
    if np.isnan(losses).any():
        return float("nan")
    return float(min(above_first, above_last))
