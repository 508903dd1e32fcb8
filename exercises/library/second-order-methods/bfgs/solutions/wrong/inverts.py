# caught by: accuracy
# sentence: You updated the inverse and inverted it again. That costs n³ operations, and digits:
#   their number grows with the condition of B. The update of B needs no inverse.
import numpy as np


def bfgs_update(B, s, y):
    curvature = s @ y
    if not curvature > 0:
        return B.copy()
    H = bfgs_inverse_update(np.linalg.inv(B), s, y)
    return np.linalg.inv((H + H.T) / 2)


def bfgs_inverse_update(H, s, y):
    curvature = s @ y
    if not curvature > 0:
        return H.copy()
    Hy = H @ y
    weight = (1 + y @ Hy / curvature) / curvature
    return H - (np.outer(s, Hy) + np.outer(Hy, s)) / curvature + weight * np.outer(s, s)
