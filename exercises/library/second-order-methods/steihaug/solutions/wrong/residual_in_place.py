# caught by: purity
# sentence: The gradient changed during the call: your residual was the caller's array, not a
#   copy of it.
import numpy as np


def crossings(z, d, delta):
    a, b, c = d @ d, z @ d, z @ z - delta**2
    root = np.sqrt(max(b * b - a * c, 0.0))
    return (-b - root) / a, (-b + root) / a


def steihaug(g, Bv, delta, tol):
    if not delta > 0:
        raise ValueError("delta must be positive")
    z, r, d = np.zeros_like(g), g, -g
    if np.linalg.norm(r) <= tol:
        return z, "interior"
    for _ in range(len(g) + 1):
        Bd = Bv(d)
        curvature = d @ Bd
        if curvature <= 0:
            gains = [(t * (r @ d) + t * t * curvature / 2, t) for t in crossings(z, d, delta)]
            return z + min(gains)[1] * d, "neg_curv"
        squared = r @ r
        step = squared / curvature
        if np.linalg.norm(z + step * d) >= delta:
            return z + crossings(z, d, delta)[1] * d, "boundary"
        z = z + step * d
        r += step * Bd
        if np.linalg.norm(r) <= tol:
            return z, "interior"
        d = -r + (r @ r) / squared * d
    return z, "budget"
