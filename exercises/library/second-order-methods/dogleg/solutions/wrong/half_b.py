# caught by: inside
# sentence: Your step misses the boundary: τ does not solve the quadratic that you wrote down.
#   With aτ² + 2bτ + c there is b² − ac under the root; with aτ² + bτ + c it is b² − 4ac.
import numpy as np
from scipy.linalg import cho_solve


def dogleg(g, B, delta):
    if not delta > 0:
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
    return z + (-b + np.sqrt(b * b - 4 * a * c)) / a * d
