# caught by: definite
# sentence: B₊s = y holds, but B₊ has lost its positive definiteness: this is the update by one
#   symmetric rank-one term, which does not guard it. BFGS removes one term and adds another.
import numpy as np


def bfgs_update(B, s, y):
    curvature = s @ y
    if not curvature > 0:
        return B.copy()
    Bs = B @ s
    r = y - Bs
    return B + np.outer(r, r) / (r @ s) if abs(r @ s) > 1e-300 else B.copy()


def bfgs_inverse_update(H, s, y):
    curvature = s @ y
    if not curvature > 0:
        return H.copy()
    Hy = H @ y
    weight = (1 + y @ Hy / curvature) / curvature
    return H - (np.outer(s, Hy) + np.outer(Hy, s)) / curvature + weight * np.outer(s, s)
