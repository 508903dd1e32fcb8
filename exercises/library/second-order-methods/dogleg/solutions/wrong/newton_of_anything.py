# caught by: indefinite
# sentence: B was indefinite and you headed for the solution of Bp = −g. It is a saddle point of
#   the model; without a minimum there is no second leg, and the step is the Cauchy point.
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
    z = -(slope**2) / curvature * g
    p = np.linalg.solve(B, -g)
    if np.linalg.norm(p) <= delta:
        return p
    d = p - z
    a, b, c = d @ d, z @ d, z @ z - delta**2
    return z + (-b + np.sqrt(b * b - a * c)) / a * d
