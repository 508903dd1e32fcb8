# caught by: not_critical
# sentence: A gradient of length 1e-9 was not small enough for you. Computed gradients are never
#   exactly 0; tol times the largest eigenvalue is the bound.
import numpy as np


def classify(g, H, tol):
    eigenvalues = np.linalg.eigvalsh(H)
    zero = tol * np.abs(eigenvalues).max()
    if np.linalg.norm(g) > 1e-12 * np.abs(eigenvalues).max():
        return "not_critical"
    if (eigenvalues > zero).any() and (eigenvalues < -zero).any():
        return "saddle"
    if (np.abs(eigenvalues) <= zero).any():
        return "degenerate"
    return "min" if eigenvalues[0] > 0 else "max"
