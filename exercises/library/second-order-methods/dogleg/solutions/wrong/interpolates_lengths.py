# caught by: value
# sentence: On the second leg your step is shorter than the radius. The length of p_U + τ(p_B −
#   p_U) is not a straight line between the two lengths: τ solves a quadratic equation.
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
    near, far = np.linalg.norm(z), np.linalg.norm(p)
    return z + (delta - near) / (far - near) * d
