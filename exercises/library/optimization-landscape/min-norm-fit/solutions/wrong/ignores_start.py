# caught by: bias
# sentence: Your limit is the shortest fit, wherever gradient descent starts. What w0 has in the
#   null space of X is never moved and stays.
import numpy as np


def min_norm_fit(X, y):
    if X.shape[0] > X.shape[1]:
        raise ValueError("more examples than parameters")
    return X.T @ np.linalg.solve(X @ X.T, y)


def gd_implicit_bias(X, y, w0):
    return min_norm_fit(X, y)
