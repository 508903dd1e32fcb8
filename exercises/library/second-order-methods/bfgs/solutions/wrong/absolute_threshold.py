# caught by: units
# sentence: A sound pair was skipped because the step was short: sᵀy > 1e-10 depends on the units
#   of x. Here the sign alone decides.
import numpy as np


def bfgs_update(B, s, y):
    curvature = s @ y
    if not curvature > 1e-10:
        return B.copy()
    Bs = B @ s
    return B - np.outer(Bs, Bs) / (s @ Bs) + np.outer(y, y) / curvature


def bfgs_inverse_update(H, s, y):
    curvature = s @ y
    if not curvature > 1e-10:
        return H.copy()
    Hy = H @ y
    weight = (1 + y @ Hy / curvature) / curvature
    return H - (np.outer(s, Hy) + np.outer(Hy, s)) / curvature + weight * np.outer(s, s)
