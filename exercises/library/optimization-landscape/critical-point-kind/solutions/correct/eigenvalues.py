# Counts the eigenvalues of each sign.
import numpy as np


def classify(g, H, tol):
    if not np.isfinite(g).all() or not np.isfinite(H).all():
        raise ValueError("g and H must be finite")
    eigenvalues = np.linalg.eigvalsh(H)
    zero = tol * np.abs(eigenvalues).max()
    if np.linalg.norm(g) > zero:
        return "not_critical"
    positive = np.count_nonzero(eigenvalues > zero)
    negative = np.count_nonzero(eigenvalues < -zero)
    if positive and negative:
        return "saddle"
    if positive == len(g):
        return "min"
    return "max" if negative == len(g) else "degenerate"
