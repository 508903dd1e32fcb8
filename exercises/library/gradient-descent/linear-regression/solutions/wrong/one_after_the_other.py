# caught by: value
# sentence: The slopes were updated with the new intercept already. A gradient belongs to one point:
#   intercept and slopes both move from the old one.
import numpy as np


def gd_lstsq(X, y, eta, T, w0):
    w = w0.copy()
    for _ in range(T):
        w[0] -= eta * np.mean(w[0] + X @ w[1:] - y)
        w[1:] -= eta * (X.T @ (w[0] + X @ w[1:] - y)) / len(y)
    return w
