# Hand-written elimination without pivoting, whose pivots decide about definiteness.
import numpy as np


def newton_step(g, H):
    A, p = H.copy(), -g
    n = len(p)
    for k in range(n):
        if not A[k, k] > 0:
            raise np.linalg.LinAlgError("H is not positive definite")
        column = A[k + 1 :, k] / A[k, k]
        p[k + 1 :] -= column * p[k]
        A[k + 1 :, k + 1 :] -= np.outer(column, A[k, k + 1 :])
    for k in reversed(range(n)):
        p[k] = (p[k] - A[k, k + 1 :] @ p[k + 1 :]) / A[k, k]
    return p
