# Carries the residual along: a step of w changes it by the step's image.
import numpy as np


def gd_lstsq(X, y, eta, T, w0):
    A = np.hstack([np.ones((len(y), 1)), X])
    w, residual = np.array(w0), A @ w0 - y
    for _ in range(T):
        step = -eta * (residual @ A) / len(y)
        w = w + step
        residual = residual + A @ step
    return w
