import numpy as np


def min_norm_fit(X, y):
    """Return the shortest w with Xw = y."""
    return np.full(X.shape[1], np.nan)


def gd_implicit_bias(X, y, w0):
    """Return the limit of gradient descent on the squared error from w0."""
    return np.full(X.shape[1], np.nan)
