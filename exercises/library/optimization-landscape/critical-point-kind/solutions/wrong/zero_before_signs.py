# caught by: flat_saddle
# sentence: Eigenvalues of both signs make a saddle, and no flat direction changes that. Look for
#   two signs before you look for zeros.
import numpy as np


def classify(g, H, tol):
    if not np.isfinite(g).all() or not np.isfinite(H).all():
        raise ValueError("g and H must be finite")
    eigenvalues = np.linalg.eigvalsh(H)
    zero = tol * np.abs(eigenvalues).max()
    if np.linalg.norm(g) > zero:
        return "not_critical"
    if (np.abs(eigenvalues) <= zero).any():
        return "degenerate"
    if eigenvalues[0] < 0 < eigenvalues[-1]:
        return "saddle"
    return "min" if eigenvalues[0] > 0 else "max"
