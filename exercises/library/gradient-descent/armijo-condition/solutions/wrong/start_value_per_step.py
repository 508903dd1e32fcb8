# caught by: calls
# sentence: You computed φ(0) anew for each step. It is one number for the whole grid: m steps take
#   m + 1 values.
import numpy as np


def armijo_interval(phi, dphi0, c1, grid):
    accepted = [np.isfinite(value := phi(a)) and value <= phi(0.0) + c1 * a * dphi0 for a in grid]
    return np.array(accepted, dtype=bool)


def sufficient_decrease_ok(phi0, phia, dphi0, c1, a):
    return bool(np.isfinite(phia) and phia <= phi0 + c1 * a * dphi0)
