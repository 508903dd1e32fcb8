# caught by: purity
# sentence: H changed during the call: it was divided by its size in place. The caller still needs
#   it.
import numpy as np


def classify(g, H, tol):
    size = np.linalg.norm(H, 2)
    if np.linalg.norm(g) > tol * size:
        return "not_critical"
    H /= size or 1.0
    eigenvalues = np.linalg.eigvalsh(H)
    if (eigenvalues > tol).any() and (eigenvalues < -tol).any():
        return "saddle"
    if (np.abs(eigenvalues) <= tol).any():
        return "degenerate"
    return "min" if eigenvalues[0] > 0 else "max"
