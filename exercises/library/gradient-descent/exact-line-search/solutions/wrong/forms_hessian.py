# caught by: calls
# sentence: You built the whole matrix H, column by column. One product, with g itself, tells all
#   that the line needs.
import math

import numpy as np


def exact_step(g, Hv):
    if not g.any():
        return 0.0
    H = np.column_stack([Hv(e) for e in np.eye(len(g))])
    curvature = g @ H @ g
    return float(g @ g / curvature) if curvature > 0 else math.inf
