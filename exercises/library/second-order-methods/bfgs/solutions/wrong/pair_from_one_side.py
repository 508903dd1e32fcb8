# caught by: inverses
# sentence: Your B₊ is right, your H₊ is that of a symmetric rank-one term: after a few pairs their
#   product is no longer I.
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
    r = s - H @ y
    return H + np.outer(r, r) / (r @ y)
