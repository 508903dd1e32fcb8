# caught by: rows_twice
# sentence: Giving every observation twice changed your iterates. The loss is a mean: without the
#   1/n a step size that suits ten observations diverges on a thousand.
import numpy as np


def gd_lstsq(X, y, eta, T, w0):
    A = np.column_stack([np.ones(len(y)), X])
    w = w0.copy()
    for _ in range(T):
        w -= eta * (A.T @ (A @ w - y))
    return w
