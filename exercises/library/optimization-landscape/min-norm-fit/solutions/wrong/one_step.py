# caught by: value
# sentence: Your vector points along Xᵀy, the first gradient. The fit is Xᵀu for the u that solves
#   the small system with XXᵀ; without it the examples are not fitted.
import numpy as np


def min_norm_fit(X, y):
    if X.shape[0] > X.shape[1]:
        raise ValueError("more examples than parameters")
    return X.T @ y / np.linalg.norm(X, 2) ** 2


def gd_implicit_bias(X, y, w0):
    if len(X) > len(w0):
        raise ValueError("more examples than parameters")
    return w0 + X.T @ np.linalg.solve(X @ X.T, y - X @ w0)
