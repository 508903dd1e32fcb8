# caught by: purity
# sentence: The start w0 changed during the call. Whoever wants to run again from there, with
#   another step size, cannot.
import numpy as np


def gd_lstsq(X, y, eta, T, w0):
    A = np.column_stack([np.ones(len(y)), X])
    for _ in range(T):
        w0 -= eta / len(y) * (A.T @ (A @ w0 - y))
    return w0.copy()
