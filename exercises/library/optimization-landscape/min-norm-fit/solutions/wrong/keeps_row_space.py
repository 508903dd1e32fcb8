# caught by: bias
# sentence: You kept the part of w0 in the row space and dropped that in the null space. The
#   gradients lie in the row space: that part is what they move.
import numpy as np


def min_norm_fit(X, y):
    if X.shape[0] > X.shape[1]:
        raise ValueError("more examples than parameters")
    return X.T @ np.linalg.solve(X @ X.T, y)


def gd_implicit_bias(X, y, w0):
    return min_norm_fit(X, y) + min_norm_fit(X, X @ w0)
