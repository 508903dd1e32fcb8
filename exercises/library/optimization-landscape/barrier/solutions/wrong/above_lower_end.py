# caught by: value
# sentence: Your value is the rise above the lower of the two ends. Somebody who comes from the
#   higher end climbs less, and the barrier is measured from there.
import numpy as np


def barrier(losses):
    if len(losses) < 2:
        raise ValueError("a path has two ends")
    return float(np.max(losses) - min(losses[0], losses[-1]))
