# caught by: length
# sentence: Make g twice as long and your step is halved, though the line and its bottom are the
#   same. The slope along −g is −‖g‖², not −‖g‖.
import math

import numpy as np


def exact_step(g, Hv):
    if not g.any():
        return 0.0
    curvature = g @ Hv(g)
    return float(np.linalg.norm(g) / curvature) if curvature > 0 else math.inf
