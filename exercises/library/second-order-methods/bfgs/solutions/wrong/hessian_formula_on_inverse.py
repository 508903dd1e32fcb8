# caught by: secant
# sentence: Your H₊ maps s to y: that is the update of the Hessian. H is an inverse and maps the
#   change of the gradient back to the step.
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
    Hs = H @ s
    return H - np.outer(Hs, Hs) / (s @ Hs) + np.outer(y, y) / curvature
