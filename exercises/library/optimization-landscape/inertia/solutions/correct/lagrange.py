# Lagrange's completion of squares: where the diagonal is small, two variables are mixed first.
import numpy as np


def inertia(H):
    A, signs = H.copy(), []
    zero = 1e-11 * np.max(np.abs(H))
    while A.size and np.abs(A).max() > zero:
        r, s = np.unravel_index(np.abs(A).argmax(), A.shape)
        if r != s:
            # x_s becomes x_s ± x_r, with the sign that makes the new diagonal entry largest.
            sign = 1.0 if A[r, s] * (A[r, r] + A[s, s]) >= 0 else -1.0
            A[r, :] += sign * A[s, :]
            A[:, r] += sign * A[:, s]
        signs.append(A[r, r] > 0)
        rest = np.arange(len(A)) != r
        A = A[np.ix_(rest, rest)] - np.outer(A[rest, r], A[r, rest]) / A[r, r]
    positive = int(np.sum(signs))
    return positive, len(H) - len(signs), len(signs) - positive
