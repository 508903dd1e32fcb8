# Hand-written elimination without pivoting: gathers the squares of the pivoted gradient on the way.
import numpy as np


def newton_decrement(g, H):
    A, b, total = H.copy(), g.copy(), 0.0
    for k in range(len(b)):
        pivot = A[k, k]
        if not pivot > 0:
            raise np.linalg.LinAlgError("H is not positive definite")
        total += b[k] ** 2 / pivot
        column = A[k + 1 :, k] / pivot
        b[k + 1 :] -= column * b[k]
        A[k + 1 :, k + 1 :] -= np.outer(column, A[k, k + 1 :])
    return float(np.sqrt(total))
