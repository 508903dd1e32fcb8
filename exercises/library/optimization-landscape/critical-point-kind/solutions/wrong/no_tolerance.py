# caught by: degenerate
# sentence: An eigenvalue of 1e-16 beside one of 1 decided the kind. It is what rounding leaves of a
#   zero: up to tol times the largest one, an eigenvalue counts as zero.
import numpy as np


def classify(g, H, tol):
    eigenvalues = np.linalg.eigvalsh(H)
    if np.linalg.norm(g) > tol * np.abs(eigenvalues).max():
        return "not_critical"
    if (eigenvalues > 0).any() and (eigenvalues < 0).any():
        return "saddle"
    if (eigenvalues == 0).any():
        return "degenerate"
    return "min" if eigenvalues[0] > 0 else "max"
