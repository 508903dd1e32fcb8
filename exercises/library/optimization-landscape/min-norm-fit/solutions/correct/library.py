# NumPy's least squares, whose answer is the shortest one.
import numpy as np


def min_norm_fit(X, y):
    if len(X) > X.shape[1]:
        raise ValueError("overdetermined")
    return np.linalg.lstsq(X, y)[0]


def gd_implicit_bias(X, y, w0):
    if len(X) > X.shape[1]:
        raise ValueError("overdetermined")
    return w0 + np.linalg.lstsq(X, y - X @ w0)[0]
