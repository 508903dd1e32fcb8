import numpy as np


def gd_lstsq(X, y, eta, T, w0):
    """Return intercept and slopes after T gradient steps from w0."""
    return np.full(len(w0), np.nan)
