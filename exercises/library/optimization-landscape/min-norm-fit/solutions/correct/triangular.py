# The reduced QR factorisation of the transpose; the null-space part of w0 is added to the fit.
import numpy as np
from scipy.linalg import solve_triangular


def min_norm_fit(X, y):
    n, p = X.shape
    if n > p:
        raise ValueError("no exact fit")
    Q, R = np.linalg.qr(X.T)
    return Q @ solve_triangular(R, y, trans="T")


def gd_implicit_bias(X, y, w0):
    if len(X) > len(w0):
        raise ValueError("no exact fit")
    Q, R = np.linalg.qr(X.T)
    kept = w0 - Q @ (Q.T @ w0)
    return kept + Q @ solve_triangular(R, y, trans="T")
