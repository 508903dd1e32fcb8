import numpy as np


def best_stationary(grad, x0, eta, T):
    """Return (xbest, gmin, tbest) of the T iterates x0, x1, ... of gradient descent."""
    return np.full_like(x0, np.nan), np.nan, 0
