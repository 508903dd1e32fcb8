# caught by: wavy
# sentence: You refused every step beyond the first that fails. A function with waves may come down
#   again: the accepted steps need not be one interval.
import numpy as np


def armijo_interval(phi, dphi0, c1, grid):
    start = phi(0.0)
    values = np.array([phi(a) for a in grid], dtype=float)
    accepted = np.isfinite(values) & (values <= start + c1 * grid * dphi0)
    failed = grid[~accepted]
    return grid < failed.min() if len(failed) else accepted


def sufficient_decrease_ok(phi0, phia, dphi0, c1, a):
    return bool(np.isfinite(phia) and phia <= phi0 + c1 * a * dphi0)
