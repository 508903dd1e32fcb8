# caught by: value
# sentence: You measured the decrease from the first step of the grid, where the condition then
#   holds or fails for nothing. The search starts at 0, whether the grid contains it or not.
import numpy as np


def armijo_interval(phi, dphi0, c1, grid):
    values = np.array([phi(a) for a in grid], dtype=float)
    start = values[0] if len(values) else 0.0
    return np.isfinite(values) & (values <= start + c1 * grid * dphi0)


def sufficient_decrease_ok(phi0, phia, dphi0, c1, a):
    return bool(np.isfinite(phia) and phia <= phi0 + c1 * a * dphi0)
