# Judges one step by the decrease it brings, and the grid step by step.
import math

import numpy as np


def armijo_interval(phi, dphi0, c1, grid):
    start = phi(0.0)
    accepted = np.zeros(len(grid), dtype=bool)
    for i, a in enumerate(grid.tolist()):
        accepted[i] = sufficient_decrease_ok(start, phi(a), dphi0, c1, a)
    return accepted


def sufficient_decrease_ok(phi0, phia, dphi0, c1, a):
    if not math.isfinite(phia):
        return False
    decrease, promised = phi0 - phia, -a * dphi0
    return decrease >= c1 * promised
