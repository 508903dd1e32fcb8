# caught by: one_step
# sentence: You returned how far the value lies from its bound. Asked for is the verdict, True or
#   False.
import numpy as np


def armijo_interval(phi, dphi0, c1, grid):
    start = phi(0.0)
    values = np.array([phi(a) for a in grid], dtype=float)
    return np.isfinite(values) & (values <= start + c1 * grid * dphi0)


def sufficient_decrease_ok(phi0, phia, dphi0, c1, a):
    return phi0 + c1 * a * dphi0 - phia
