# caught by: small_steps
# sentence: You refused short steps of a function that descends. What you ask for does not become
#   smaller with the step; the promise of the slope is a·φ′(0).
import numpy as np


def armijo_interval(phi, dphi0, c1, grid):
    start = phi(0.0)
    values = np.array([phi(a) for a in grid], dtype=float)
    return np.isfinite(values) & (values <= start + c1 * dphi0)


def sufficient_decrease_ok(phi0, phia, dphi0, c1, a):
    return bool(np.isfinite(phia) and phia <= phi0 + c1 * a * dphi0)
