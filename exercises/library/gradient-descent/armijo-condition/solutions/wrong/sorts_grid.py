# caught by: purity
# sentence: The caller's grid had another order when you returned. Sort a copy if you need one.
import numpy as np


def armijo_interval(phi, dphi0, c1, grid):
    start = phi(0.0)
    order = np.argsort(grid)
    grid.sort()
    values = np.array([phi(a) for a in grid], dtype=float)
    accepted = np.empty(len(grid), dtype=bool)
    accepted[order] = np.isfinite(values) & (values <= start + c1 * grid * dphi0)
    return accepted


def sufficient_decrease_ok(phi0, phia, dphi0, c1, a):
    return bool(np.isfinite(phia) and phia <= phi0 + c1 * a * dphi0)
