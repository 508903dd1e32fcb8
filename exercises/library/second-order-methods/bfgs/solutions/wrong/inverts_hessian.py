# caught by: accuracy
# sentence: Your H₊ is the inverse of an updated Hessian, which was the inverse of H. Two
#   inversions lose digits as the condition number grows. The update of H needs none.
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
    return np.linalg.inv(bfgs_update(np.linalg.inv(H), s, y))
