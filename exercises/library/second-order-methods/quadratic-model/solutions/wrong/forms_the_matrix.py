# caught by: calls
# sentence: You multiplied by every unit vector to write B down. That takes n products; with the
#   step itself one is enough.
import math

import numpy as np


def model_reduction(g, Bv, p):
    B = np.stack([Bv(unit) for unit in np.eye(len(p))])
    return float(-(g @ p) - 0.5 * (p @ B @ p))


def ratio(f0, f1, pred):
    actual = f0 - f1
    if not pred > 0 or math.isnan(actual):
        return -math.inf
    return actual / pred
