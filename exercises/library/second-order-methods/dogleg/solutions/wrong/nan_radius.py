# caught by: refusal
# sentence: A radius of NaN got an answer. Every comparison with NaN is false, so ask whether Δ
#   > 0 holds, not whether Δ ≤ 0 does.
import numpy as np
from scipy.linalg import cho_solve


def dogleg(g, B, delta):
    if delta <= 0:
        raise ValueError("delta must be positive")
    slope = np.linalg.norm(g)
    if slope == 0:
        return np.zeros_like(g)
    curvature = g @ B @ g
    if curvature <= 0 or slope**3 >= delta * curvature:
        return -delta / slope * g
    z = -(slope**2) / curvature * g
    try:
        p = cho_solve((np.linalg.cholesky(B), True), -g)
    except np.linalg.LinAlgError:
        return z
    if np.linalg.norm(p) <= delta:
        return p
    d = p - z
    a, b, c = d @ d, z @ d, z @ z - delta**2
    return z + (-b + np.sqrt(b * b - a * c)) / a * d
