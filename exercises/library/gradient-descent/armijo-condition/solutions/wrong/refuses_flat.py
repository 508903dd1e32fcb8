# caught by: equality
# sentence: You refused every step because the slope at 0 is not negative. The condition is still a
#   plain comparison; whether a direction is worth a search is asked elsewhere.
import numpy as np


def armijo_interval(phi, dphi0, c1, grid):
    if not dphi0 < 0:
        return np.zeros(len(grid), dtype=bool)
    start = phi(0.0)
    values = np.array([phi(a) for a in grid], dtype=float)
    return np.isfinite(values) & (values <= start + c1 * grid * dphi0)


def sufficient_decrease_ok(phi0, phia, dphi0, c1, a):
    return bool(np.isfinite(phia) and phia <= phi0 + c1 * a * dphi0)
