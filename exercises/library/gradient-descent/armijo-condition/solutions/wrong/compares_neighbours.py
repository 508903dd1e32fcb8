# caught by: value
# sentence: You compared each value with the one before it. The decrease that counts is the whole
#   one, from 0 to the step.
import numpy as np


def armijo_interval(phi, dphi0, c1, grid):
    start = phi(0.0)
    values = np.array([phi(a) for a in grid], dtype=float)
    before = np.concatenate([[start], values[:-1]])
    return np.isfinite(values) & (values <= before + c1 * grid * dphi0)


def sufficient_decrease_ok(phi0, phia, dphi0, c1, a):
    return bool(np.isfinite(phia) and phia <= phi0 + c1 * a * dphi0)
