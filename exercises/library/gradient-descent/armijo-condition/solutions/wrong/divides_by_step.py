# caught by: one_step
# sentence: You divided by the step and stumbled over a = 0. Written as a product the condition
#   needs no division, and at 0 it holds trivially.
import numpy as np


def armijo_interval(phi, dphi0, c1, grid):
    start = phi(0.0)
    values = np.array([phi(a) for a in grid], dtype=float)
    return np.isfinite(values) & (values <= start + c1 * grid * dphi0)


def sufficient_decrease_ok(phi0, phia, dphi0, c1, a):
    return bool(np.isfinite(phia) and (phia - phi0) / a <= c1 * dphi0)
