# caught by: degenerate
# sentence: A zero eigenvalue was taken for a good sign. x⁴ has a minimum at 0, x³ has none, and
#   both have the second derivative 0: higher orders decide, which you do not see.
import numpy as np


def classify(g, H, tol):
    eigenvalues = np.linalg.eigvalsh(H)
    zero = tol * np.abs(eigenvalues).max()
    if np.linalg.norm(g) > zero:
        return "not_critical"
    if (eigenvalues >= -zero).all():
        return "min"
    return "max" if (eigenvalues <= zero).all() else "saddle"
