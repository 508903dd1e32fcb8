# caught by: inverse_value
# sentence: Your two factors stand on the wrong sides: (I − ρysᵀ)H(I − ρsyᵀ). The factor on the
#   right has to send y to zero, and that is I − ρysᵀ.
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
    V = np.eye(len(s)) - np.outer(s, y) / curvature
    return V.T @ H @ V + np.outer(s, s) / curvature
