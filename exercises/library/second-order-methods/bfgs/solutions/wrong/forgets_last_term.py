# caught by: inverse_value
# sentence: Your H₊y is zero: the two factors have removed everything H knew about y, and the term
#   ρssᵀ that puts the measured step there is missing.
import numpy as np


def bfgs_update(B, s, y):
    curvature = s @ y
    if not curvature > 0:
        return B.copy()
    Bs = B @ s
    return B - np.outer(Bs, Bs) / (s @ Bs) + np.outer(y, y) / curvature


def bfgs_inverse_update(H, s, y):
    curvature = s @ y
    if not curvature > 0:
        return H.copy()
    Hy = H @ y
    weight = (y @ Hy / curvature) / curvature
    return H - (np.outer(s, Hy) + np.outer(Hy, s)) / curvature + weight * np.outer(s, s)
