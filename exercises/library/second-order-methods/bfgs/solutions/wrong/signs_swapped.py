# caught by: value
# sentence: B₊s − y is not small: the term of the old curvature along s was added, that of the new
#   one removed. It is the other way about.
import numpy as np


def bfgs_update(B, s, y):
    curvature = s @ y
    if not curvature > 0:
        return B.copy()
    Bs = B @ s
    return B + np.outer(Bs, Bs) / (s @ Bs) - np.outer(y, y) / curvature


def bfgs_inverse_update(H, s, y):
    curvature = s @ y
    if not curvature > 0:
        return H.copy()
    Hy = H @ y
    weight = (1 + y @ Hy / curvature) / curvature
    return H - (np.outer(s, Hy) + np.outer(Hy, s)) / curvature + weight * np.outer(s, s)
