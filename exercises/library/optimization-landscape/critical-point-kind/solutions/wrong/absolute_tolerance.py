# caught by: scaling
# sentence: A function multiplied by 1e-12 has the same minima, and yours became degenerate. Compare
#   eigenvalues with the largest of them, never with a fixed number.
import numpy as np


def classify(g, H, tol):
    if not np.isfinite(g).all() or not np.isfinite(H).all():
        raise ValueError("g and H must be finite")
    if np.linalg.norm(g) > tol:
        return "not_critical"
    eigenvalues = np.linalg.eigvalsh(H)
    if (eigenvalues > tol).any() and (eigenvalues < -tol).any():
        return "saddle"
    if (np.abs(eigenvalues) <= tol).any():
        return "degenerate"
    return "min" if eigenvalues[0] > 0 else "max"
