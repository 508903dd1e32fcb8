# caught by: purity
# sentence: The targets changed during the call: the predictions of w0 were subtracted in place.
#   The caller still needs them.
import numpy as np


def min_norm_fit(X, y):
    if X.shape[0] > X.shape[1]:
        raise ValueError("more examples than parameters")
    return X.T @ np.linalg.solve(X @ X.T, y)


def gd_implicit_bias(X, y, w0):
    y -= X @ w0
    return w0 + min_norm_fit(X, y)
