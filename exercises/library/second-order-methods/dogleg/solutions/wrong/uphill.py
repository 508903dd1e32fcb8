# caught by: negative_curvature
# sentence: Along −g the model bends down, and you went to where its slope vanishes: that is its
#   highest point on the line, on the side of +g. Where gᵀBg ≤ 0 the model falls all the way to
#   the boundary.
import numpy as np
from scipy.linalg import cho_solve


def dogleg(g, B, delta):
    if not delta > 0:
        raise ValueError("delta must be positive")
    slope = np.linalg.norm(g)
    if slope == 0:
        return np.zeros_like(g)
    curvature = g @ B @ g
    if curvature == 0:
        return -delta / slope * g
    z = -(slope**2) / curvature * g
    if np.linalg.norm(z) >= delta:
        return delta / np.linalg.norm(z) * z
    try:
        p = cho_solve((np.linalg.cholesky(B), True), -g)
    except np.linalg.LinAlgError:
        return z
    if np.linalg.norm(p) <= delta:
        return p
    d = p - z
    a, b, c = d @ d, z @ d, z @ z - delta**2
    return z + (-b + np.sqrt(b * b - a * c)) / a * d
