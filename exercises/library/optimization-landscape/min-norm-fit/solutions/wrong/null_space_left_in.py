# caught by: shortest
# sentence: Your fit has a part in the null space of X. Taking it out changes no prediction and
#   makes the fit shorter.
import numpy as np


def min_norm_fit(X, y):
    if X.shape[0] > X.shape[1]:
        raise ValueError("more examples than parameters")
    start = np.ones(X.shape[1])
    return start + X.T @ np.linalg.solve(X @ X.T, y - X @ start)


def gd_implicit_bias(X, y, w0):
    if len(X) > len(w0):
        raise ValueError("more examples than parameters")
    return w0 + X.T @ np.linalg.solve(X @ X.T, y - X @ w0)
