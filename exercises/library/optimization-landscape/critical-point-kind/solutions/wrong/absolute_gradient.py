# caught by: scaling
# sentence: Multiplying the function changed what counts as a critical point. A gradient is small or
#   large only beside the curvature: compare it with the largest eigenvalue.
import numpy as np


def classify(g, H, tol):
    if not np.isfinite(g).all() or not np.isfinite(H).all():
        raise ValueError("g and H must be finite")
    if np.linalg.norm(g) > tol:
        return "not_critical"
    eigenvalues = np.linalg.eigvalsh(H)
    zero = tol * np.abs(eigenvalues).max()
    if (eigenvalues > zero).any() and (eigenvalues < -zero).any():
        return "saddle"
    if (np.abs(eigenvalues) <= zero).any():
        return "degenerate"
    return "min" if eigenvalues[0] > 0 else "max"
