import numpy as np


def catapult(u, v, eta, T):
    """Return (f, lam): output and curvature at the start and after each of T steps."""
    return np.zeros(T + 1), np.zeros(T + 1)
