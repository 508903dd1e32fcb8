# caught by: one_step
# sentence: You asked phi to fall by the share c₁ of its own value. The share is one of the promise
#   a·φ′(0): the level of phi means nothing, it may be zero or negative.
import numpy as np


def armijo_interval(phi, dphi0, c1, grid):
    start = phi(0.0)
    values = np.array([phi(a) for a in grid], dtype=float)
    return np.isfinite(values) & (values <= start + c1 * grid * dphi0)


def sufficient_decrease_ok(phi0, phia, dphi0, c1, a):
    return bool(np.isfinite(phia) and phia <= (1 - c1) * phi0)
