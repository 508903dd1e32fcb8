# Looks at the smallest and the largest eigenvalue only, as shares of the larger size.
import numpy as np


def classify(g, H, tol):
    size = np.linalg.norm(H, 2) if np.isfinite(H).all() else np.nan
    length = np.linalg.norm(g)
    if not np.isfinite(size + length):
        raise ValueError("g and H must be finite")
    if length > tol * size:
        return "not_critical"
    if size == 0:
        return "degenerate"
    eigenvalues = np.linalg.eigvalsh(H / size)
    low, high = eigenvalues[0], eigenvalues[-1]
    if low < -tol and high > tol:
        return "saddle"
    if low > tol:
        return "min"
    return "max" if high < -tol else "degenerate"
