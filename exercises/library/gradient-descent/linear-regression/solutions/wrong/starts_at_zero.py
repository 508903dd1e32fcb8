# caught by: no_steps
# sentence: You started at 0 and not at w0. Where many solutions fit equally well, the start decides
#   which one is found.
import numpy as np


def gd_lstsq(X, y, eta, T, w0):
    A = np.column_stack([np.ones(len(y)), X])
    w = np.zeros(len(w0))
    for _ in range(T):
        w -= eta / len(y) * (A.T @ (A @ w - y))
    return w
