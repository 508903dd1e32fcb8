# caught by: value
# sentence: You took a step for each observation. That is the stochastic method; here one step uses
#   the gradient of the mean over all of them.
import numpy as np


def gd_lstsq(X, y, eta, T, w0):
    A = np.column_stack([np.ones(len(y)), X])
    w = w0.copy()
    for _ in range(T):
        for row, target in zip(A, y, strict=True):
            w -= eta * (row @ w - target) * row
    return w
