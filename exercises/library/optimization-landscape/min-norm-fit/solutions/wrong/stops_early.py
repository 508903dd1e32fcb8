# caught by: interpolates
# sentence: Your fit comes from an iteration that was stopped before it had converged. The system
#   is small, and solving it gives the limit itself.
import numpy as np


def min_norm_fit(X, y):
    if X.shape[0] > X.shape[1]:
        raise ValueError("more examples than parameters")
    return _descended(X, y, np.zeros(X.shape[1]))


def gd_implicit_bias(X, y, w0):
    if len(X) > len(w0):
        raise ValueError("more examples than parameters")
    return _descended(X, y, w0.copy())


def _descended(X, y, w):
    step = 1 / np.linalg.norm(X, 2) ** 2
    for _ in range(40):
        w -= step * X.T @ (X @ w - y)
    return w
