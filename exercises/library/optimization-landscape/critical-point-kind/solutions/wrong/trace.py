# caught by: signs
# sentence: A positive sum of the eigenvalues was enough for you to call the point a minimum. The
#   sum is the mean curvature; one negative eigenvalue is enough for a way down.
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
    if eigenvalues.sum() > 0:
        return "min"
    return "max" if eigenvalues[-1] < 0 else "saddle"
