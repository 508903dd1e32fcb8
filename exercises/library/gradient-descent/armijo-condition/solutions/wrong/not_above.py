# caught by: one_step
# sentence: A value that is nan was accepted when judged alone. It is not above the bound, since no
#   comparison with nan holds; ask whether it is below.
import numpy as np


def armijo_interval(phi, dphi0, c1, grid):
    start = phi(0.0)
    values = np.array([phi(a) for a in grid], dtype=float)
    return np.isfinite(values) & (values <= start + c1 * grid * dphi0)


def sufficient_decrease_ok(phi0, phia, dphi0, c1, a):
    return not (phia > phi0 + c1 * a * dphi0 or np.isinf(phia))
