# caught by: stays
# sentence: Started at a fit, your gradient descent moved away from it. There the residual is
#   zero, and so is the gradient.
import numpy as np


def min_norm_fit(X, y):
    if X.shape[0] > X.shape[1]:
        raise ValueError("more examples than parameters")
    return X.T @ np.linalg.solve(X @ X.T, y)


def gd_implicit_bias(X, y, w0):
    return w0 - min_norm_fit(X, X @ w0)
