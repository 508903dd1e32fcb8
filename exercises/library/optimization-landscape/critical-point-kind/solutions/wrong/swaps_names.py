# caught by: value
# sentence: Minima and maxima have changed names. Positive curvature in every direction means that
#   the function rises on all sides.
import numpy as np


def classify(g, H, tol):
    eigenvalues = np.linalg.eigvalsh(H)
    zero = tol * np.abs(eigenvalues).max()
    if np.linalg.norm(g) > zero:
        return "not_critical"
    if (eigenvalues > zero).any() and (eigenvalues < -zero).any():
        return "saddle"
    if (np.abs(eigenvalues) <= zero).any():
        return "degenerate"
    return "max" if eigenvalues[0] > 0 else "min"
