# caught by: limits
# sentence: You returned the Cauchy point in a region that holds Newton's step. The path has a
#   second leg, and it ends at −B⁻¹g.
import numpy as np


def dogleg(g, B, delta):
    if not delta > 0:
        raise ValueError("delta must be positive")
    slope = np.linalg.norm(g)
    if slope == 0:
        return np.zeros_like(g)
    curvature = g @ B @ g
    if curvature <= 0 or slope**3 >= delta * curvature:
        return -delta / slope * g
    return -(slope**2) / curvature * g
