# Keeps intercept and slopes apart and computes the residual once a step.
import numpy as np


def gd_lstsq(X, y, eta, T, w0):
    intercept, slopes = w0[0], w0[1:].copy()
    for _ in range(T):
        residual = y - intercept - X @ slopes
        intercept = intercept + eta * np.mean(residual)
        slopes = slopes + eta * (X.T @ residual) / len(y)
    return np.concatenate([[intercept], slopes])
