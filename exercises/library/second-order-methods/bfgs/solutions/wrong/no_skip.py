# caught by: skip
# sentence: sᵀy was not positive and the matrix was updated all the same. Along such a step the
#   function curves down, and the update is indefinite, or divides by zero.
import numpy as np


def bfgs_update(B, s, y):
    curvature = s @ y
    Bs = B @ s
    return B - np.outer(Bs, Bs) / (s @ Bs) + np.outer(y, y) / curvature


def bfgs_inverse_update(H, s, y):
    curvature = s @ y
    Hy = H @ y
    weight = (1 + y @ Hy / curvature) / curvature
    return H - (np.outer(s, Hy) + np.outer(Hy, s)) / curvature + weight * np.outer(s, s)
