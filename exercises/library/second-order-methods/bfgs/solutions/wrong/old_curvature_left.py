# caught by: value
# sentence: Your B₊s is Bs + y: the curvature that B claimed along s is still in. It is removed
#   first, and then the measured one is added.
import numpy as np


def bfgs_update(B, s, y):
    curvature = s @ y
    if not curvature > 0:
        return B.copy()
    return B + np.outer(y, y) / curvature


def bfgs_inverse_update(H, s, y):
    curvature = s @ y
    if not curvature > 0:
        return H.copy()
    Hy = H @ y
    weight = (1 + y @ Hy / curvature) / curvature
    return H - (np.outer(s, Hy) + np.outer(Hy, s)) / curvature + weight * np.outer(s, s)
