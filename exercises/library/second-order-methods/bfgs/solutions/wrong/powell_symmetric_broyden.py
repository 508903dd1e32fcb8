# caught by: determinant
# sentence: B₊s = y holds, yet det B₊ is not det B·yᵀs/sᵀBs: this is another update, of those with
#   B₊s = y the one closest to B. For BFGS it is the inverse that stays closest.
import numpy as np


def bfgs_update(B, s, y):
    curvature = s @ y
    if not curvature > 0:
        return B.copy()
    Bs = B @ s
    r = y - Bs
    t = s @ s
    return B + (np.outer(r, s) + np.outer(s, r)) / t - (r @ s) / t**2 * np.outer(s, s)


def bfgs_inverse_update(H, s, y):
    curvature = s @ y
    if not curvature > 0:
        return H.copy()
    Hy = H @ y
    weight = (1 + y @ Hy / curvature) / curvature
    return H - (np.outer(s, Hy) + np.outer(Hy, s)) / curvature + weight * np.outer(s, s)
