# caught by: shift
# sentence: You divided by the loss of the higher end. With a constant added to the loss your value
#   changes; the barrier is a difference of losses and does not.
import numpy as np


def barrier(losses):
    if len(losses) < 2:
        raise ValueError("a path has two ends")
    ends = np.maximum(losses[0], losses[-1])
    return float((np.max(losses) - ends) / ends)
