# caught by: value
# sentence: Your result is the iterate after T − 1 steps: the start was counted as one. T counts
#   steps, not points.
import numpy as np


def gd_lstsq(X, y, eta, T, w0):
    A = np.column_stack([np.ones(len(y)), X])
    w = w0.copy()
    for _ in range(1, T):
        w -= eta / len(y) * (A.T @ (A @ w - y))
    return w
