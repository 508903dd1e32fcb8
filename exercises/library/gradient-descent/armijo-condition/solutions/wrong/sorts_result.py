# caught by: grid_order
# sentence: Your truth values belong to the sorted grid. The caller's grid has its own order, and
#   each answer stands where its step stands.
import numpy as np


def armijo_interval(phi, dphi0, c1, grid):
    start, grid = phi(0.0), np.sort(grid)
    values = np.array([phi(a) for a in grid], dtype=float)
    return np.isfinite(values) & (values <= start + c1 * grid * dphi0)


def sufficient_decrease_ok(phi0, phia, dphi0, c1, a):
    return bool(np.isfinite(phia) and phia <= phi0 + c1 * a * dphi0)
