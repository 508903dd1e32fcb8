# caught by: purity
# sentence: The gradient had another length when you returned. The caller still has to multiply it
#   by your step.
import math

import numpy as np


def exact_step(g, Hv):
    size = np.linalg.norm(g)
    if size == 0:
        return 0.0
    g /= size
    curvature = g @ Hv(g)
    return float(1 / curvature) if curvature > 0 else math.inf
