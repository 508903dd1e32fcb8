# caught by: signs
# sentence: Two negative eigenvalues make a positive determinant: the rule by the determinant ends
#   at n = 2. A minimum needs every eigenvalue positive.
import numpy as np


def classify(g, H, tol):
    size = np.linalg.norm(H, 2)
    if np.linalg.norm(g) > tol * size:
        return "not_critical"
    determinant = np.linalg.det(H / size) if size else 0.0
    if abs(determinant) <= tol:
        return "degenerate"
    if len(H) > 1 and determinant < 0:
        return "saddle"
    return "min" if H[0, 0] > 0 else "max"
