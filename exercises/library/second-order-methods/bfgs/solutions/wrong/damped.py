# caught by: definite
# sentence: Where the curvature along s was far below that of B you mixed y with Bs. That is
#   Powell’s damping, a remedy of its own; with it B₊s = y no longer holds.
import numpy as np


def bfgs_update(B, s, y):
    curvature = s @ y
    if not curvature > 0:
        return B.copy()
    Bs = B @ s
    if curvature < 0.2 * (s @ Bs):
        mix = 0.8 * (s @ Bs) / (s @ Bs - curvature)
        y = mix * y + (1 - mix) * Bs
        curvature = s @ y
    return B - np.outer(Bs, Bs) / (s @ Bs) + np.outer(y, y) / curvature


def bfgs_inverse_update(H, s, y):
    curvature = s @ y
    if not curvature > 0:
        return H.copy()
    Hy = H @ y
    weight = (1 + y @ Hy / curvature) / curvature
    return H - (np.outer(s, Hy) + np.outer(Hy, s)) / curvature + weight * np.outer(s, s)
