# Compares the slope of each chord with the share of the slope at 0, step by step.
import math

import numpy as np


def armijo_interval(phi, dphi0, c1, grid):
    start = phi(0.0)
    accepted = np.zeros(len(grid), dtype=bool)
    for i, a in enumerate(grid.tolist()):
        value = phi(a)
        if math.isfinite(value):
            accepted[i] = a == 0 or (value - start) / a <= c1 * dphi0
    return accepted
