# caught by: value
# sentence: Your fit uses n of the parameters and leaves the others at zero. It fits, but it is
#   not the shortest: that one is a combination of the rows of X.
import numpy as np


def min_norm_fit(X, y):
    n, p = X.shape
    if n > p:
        raise ValueError("more examples than parameters")
    w = np.zeros(p)
    w[:n] = np.linalg.solve(X[:, :n], y)
    return w


def gd_implicit_bias(X, y, w0):
    if len(X) > len(w0):
        raise ValueError("more examples than parameters")
    return w0 + X.T @ np.linalg.solve(X @ X.T, y - X @ w0)
