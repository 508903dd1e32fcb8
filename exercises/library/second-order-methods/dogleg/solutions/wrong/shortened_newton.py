# caught by: cauchy
# sentence: Newton's step, shortened to the radius, is worse than the Cauchy point. In a small
#   region the way to go is −g, not towards a point that is far outside.
import numpy as np
from scipy.linalg import cho_solve


def dogleg(g, B, delta):
    if not delta > 0:
        raise ValueError("delta must be positive")
    slope = np.linalg.norm(g)
    if slope == 0:
        return np.zeros_like(g)
    curvature = g @ B @ g
    if curvature <= 0:
        return -delta / slope * g
    z = -min(slope**2 / curvature, delta / slope) * g
    try:
        p = cho_solve((np.linalg.cholesky(B), True), -g)
    except np.linalg.LinAlgError:
        return z
    if np.linalg.norm(p) <= delta:
        return p
    return delta / np.linalg.norm(p) * p
