# caught by: value
# sentence: Your first leg ends at −g. The lowest point of the model along −g is −(gᵀg / gᵀBg)
#   g: how far it is depends on the curvature there.
import numpy as np
from scipy.linalg import cho_solve


def dogleg(g, B, delta):
    if not delta > 0:
        raise ValueError("delta must be positive")
    slope = np.linalg.norm(g)
    if slope == 0:
        return np.zeros_like(g)
    curvature = g @ B @ g
    if curvature <= 0 or slope >= delta:
        return -delta / slope * g
    z = -g
    try:
        p = cho_solve((np.linalg.cholesky(B), True), -g)
    except np.linalg.LinAlgError:
        return z
    if np.linalg.norm(p) <= delta:
        return p
    d = p - z
    a, b, c = d @ d, z @ d, z @ z - delta**2
    return z + (-b + np.sqrt(max(b * b - a * c, 0.0))) / a * d
