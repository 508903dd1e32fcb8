# caught by: interpolates
# sentence: Your fit misses the targets a little: a ridge term was added to the system. It makes
#   the fit shorter still, but it fits no longer; XXᵀ can be solved with as it is.
import numpy as np


def min_norm_fit(X, y):
    if X.shape[0] > X.shape[1]:
        raise ValueError("more examples than parameters")
    return X.T @ np.linalg.solve(X @ X.T + 1e-4 * np.eye(len(X)), y)


def gd_implicit_bias(X, y, w0):
    return w0 + min_norm_fit(X, y - X @ w0)
