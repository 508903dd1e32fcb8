# Writes the singular value decomposition out, and leaves out what is zero to rounding.
import numpy as np


def gauss_newton_step(J, r):
    U, sizes, Vt = np.linalg.svd(J, full_matrices=False)
    kept = sizes > max(J.shape) * np.finfo(float).eps * sizes[0]
    return -Vt[kept].T @ ((U[:, kept].T @ r) / sizes[kept])
