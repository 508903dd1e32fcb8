# caught by: not_a_number
# sentence: One of the losses was NaN, and you left it out. The point where training broke down then
#   looks like any other; NaN has to come out.
import numpy as np


def barrier(losses):
    if len(losses) < 2:
        raise ValueError("a path has two ends")
    return float(np.nanmax(losses) - np.fmax(losses[0], losses[-1]))
