# caught by: negative_curvature
# sentence: With gᵀBg = 0 your step is not finite: something was divided by it. A model that is
#   straight along −g falls all the way to the boundary, as one that bends down does.
import numpy as np
from scipy.linalg import cho_solve


def dogleg(g, B, delta):
    if not delta > 0:
        raise ValueError("delta must be positive")
    slope = np.linalg.norm(g)
    if slope == 0:
        return np.zeros_like(g)
    curvature = g @ B @ g
    if curvature < 0:
        return -delta / slope * g
    z = -(slope**2) / curvature * g
    if np.linalg.norm(z) >= delta and curvature > 0:
        return -delta / slope * g
    try:
        p = cho_solve((np.linalg.cholesky(B), True), -g)
    except np.linalg.LinAlgError:
        return z
    if np.linalg.norm(p) <= delta:
        return p
    d = p - z
    a, b, c = d @ d, z @ d, z @ z - delta**2
    return z + (-b + np.sqrt(b * b - a * c)) / a * d
