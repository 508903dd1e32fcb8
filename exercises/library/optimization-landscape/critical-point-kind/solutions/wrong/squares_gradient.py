# caught by: threshold
# sentence: You compared the square of the gradient's length with the bound: at tol = 1e-8 a
#   gradient ten thousand times too long passes. Compare length with length.
import numpy as np


def classify(g, H, tol):
    if not np.isfinite(g).all() or not np.isfinite(H).all():
        raise ValueError("g and H must be finite")
    eigenvalues = np.linalg.eigvalsh(H)
    zero = tol * np.abs(eigenvalues).max()
    if g @ g > zero:
        return "not_critical"
    if (eigenvalues > zero).any() and (eigenvalues < -zero).any():
        return "saddle"
    if (np.abs(eigenvalues) <= zero).any():
        return "degenerate"
    return "min" if eigenvalues[0] > 0 else "max"
