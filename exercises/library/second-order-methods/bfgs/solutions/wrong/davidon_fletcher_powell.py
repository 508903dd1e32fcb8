# caught by: determinant
# sentence: B₊s = y holds, yet det B₊ is not det B·yᵀs/sᵀBs: you have the dual formula, with the
#   roles of B and H exchanged. That is DFP.
import numpy as np


def bfgs_update(B, s, y):
    curvature = s @ y
    if not curvature > 0:
        return B.copy()
    Bs = B @ s
    weight = (1 + s @ Bs / curvature) / curvature
    return B - (np.outer(y, Bs) + np.outer(Bs, y)) / curvature + weight * np.outer(y, y)


def bfgs_inverse_update(H, s, y):
    curvature = s @ y
    if not curvature > 0:
        return H.copy()
    Hy = H @ y
    weight = (1 + y @ Hy / curvature) / curvature
    return H - (np.outer(s, Hy) + np.outer(Hy, s)) / curvature + weight * np.outer(s, s)
