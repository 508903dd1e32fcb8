# The inverse by its product form, a factor at a time; B by a root of its rank-two change.
import numpy as np


def bfgs_update(B, s, y):
    if s @ y <= 0:
        return np.array(B)
    # Both terms at once: a tall matrix with two columns, and the signs between.
    columns = np.stack([B @ s / np.sqrt(s @ B @ s), y / np.sqrt(s @ y)], axis=1)
    return B + columns @ np.diag([-1.0, 1.0]) @ columns.T


def bfgs_inverse_update(H, s, y):
    if s @ y <= 0:
        return np.array(H)
    rho = 1 / (y @ s)
    left = H - np.outer(rho * s, y @ H)
    return left - np.outer(left @ y, rho * s) + rho * np.outer(s, s)
