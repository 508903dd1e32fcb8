# caught by: no_steps
# sentence: With T = 0 your iterate moved. T counts the steps, so that none is made at 0.
import numpy as np


def gd_lstsq(X, y, eta, T, w0):
    A = np.column_stack([np.ones(len(y)), X])
    w = w0.copy()
    for _ in range(T + 1):
        w -= eta / len(y) * (A.T @ (A @ w - y))
    return w
