# caught by: refusal
# sentence: With sᵀBs < 0 a vector came back. Such a B is not positive definite, and a share of
#   a negative curvature is no remedy: raise ValueError.
import numpy as np


def secant_pair(x0, x1, g0, g1, B=None, eps=1e-8):
    s, change = x1 - x0, g1 - g0
    y = change if B is None else powell_damp(s, change, B)
    if not s @ y > eps * np.linalg.norm(s) * np.linalg.norm(y):
        return s, y, "skip"
    return s, y, "ok" if np.array_equal(y, change) else "damped"


def powell_damp(s, y, B):
    Bs = B @ s
    expected, curvature = s @ Bs, s @ y
    if not curvature < 0.2 * expected:
        return y.copy()
    theta = 0.8 * expected / (expected - curvature)
    return theta * y + (1 - theta) * Bs
