# caught by: negative_curvature
# sentence: At a direction of negative curvature you stopped where you stood. The model falls
#   along it without end: follow it to the boundary.
import numpy as np


def crossings(z, d, delta):
    a, b, c = d @ d, z @ d, z @ z - delta**2
    root = np.sqrt(max(b * b - a * c, 0.0))
    return (-b - root) / a, (-b + root) / a


def steihaug(g, Bv, delta, tol):
    if not delta > 0:
        raise ValueError("delta must be positive")
    z, r, d = np.zeros_like(g), g.copy(), -g
    if np.linalg.norm(r) <= tol:
        return z, "interior"
    for _ in range(len(g) + 1):
        Bd = Bv(d)
        curvature = d @ Bd
        if curvature <= 0:
            return z, "neg_curv"
        squared = r @ r
        step = squared / curvature
        if np.linalg.norm(z + step * d) >= delta:
            return z + crossings(z, d, delta)[1] * d, "boundary"
        z = z + step * d
        r = r + step * Bd
        if np.linalg.norm(r) <= tol:
            return z, "interior"
        d = -r + (r @ r) / squared * d
    return z, "budget"
