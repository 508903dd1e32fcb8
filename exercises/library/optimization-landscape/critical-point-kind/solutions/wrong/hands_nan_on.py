# caught by: nonfinite
# sentence: A gradient with NaN got a kind. No comparison with NaN holds, so that your test of the
#   gradient did not notice it; refuse what is not finite.
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
    return "min" if eigenvalues[0] > 0 else "max"
