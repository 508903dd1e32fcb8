# caught by: large_share
# sentence: With c₁ above 1/2 the bottom of a parabola was accepted. It brings just half of what
#   the slope promises, so a larger share refuses it. How large the share is, is for the
#   caller to say.
import numpy as np


def armijo_interval(phi, dphi0, c1, grid):
    start = phi(0.0)
    values = np.array([phi(a) for a in grid], dtype=float)
    return np.isfinite(values) & (values <= start + min(c1, 0.5) * grid * dphi0)


def sufficient_decrease_ok(phi0, phia, dphi0, c1, a):
    return bool(np.isfinite(phia) and phia <= phi0 + c1 * a * dphi0)
