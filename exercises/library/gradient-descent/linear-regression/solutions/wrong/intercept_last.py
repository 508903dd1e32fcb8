# caught by: value
# sentence: You took the last entry of w for the intercept. It is the first one, and the slopes
#   follow.
import numpy as np


def gd_lstsq(X, y, eta, T, w0):
    A = np.column_stack([X, np.ones(len(y))])
    w = w0.copy()
    for _ in range(T):
        w -= eta / len(y) * (A.T @ (A @ w - y))
    return w
