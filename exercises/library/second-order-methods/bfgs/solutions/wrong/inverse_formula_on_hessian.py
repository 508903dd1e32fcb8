# caught by: secant
# sentence: Your B₊ maps y to s: that is the update of the inverse. B is a Hessian and maps the
#   step to the change of the gradient.
import numpy as np


def bfgs_update(B, s, y):
    curvature = s @ y
    if not curvature > 0:
        return B.copy()
    By = B @ y
    weight = (1 + y @ By / curvature) / curvature
    return B - (np.outer(s, By) + np.outer(By, s)) / curvature + weight * np.outer(s, s)


def bfgs_inverse_update(H, s, y):
    curvature = s @ y
    if not curvature > 0:
        return H.copy()
    Hy = H @ y
    weight = (1 + y @ Hy / curvature) / curvature
    return H - (np.outer(s, Hy) + np.outer(Hy, s)) / curvature + weight * np.outer(s, s)
