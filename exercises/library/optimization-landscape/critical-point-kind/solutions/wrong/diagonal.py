# caught by: signs
# sentence: You read the signs off the diagonal of H. They are the curvatures along the axes only;
#   between the axes the function may fall.
import numpy as np


def classify(g, H, tol):
    diagonal = np.diag(H)
    zero = tol * np.abs(H).max()
    if np.linalg.norm(g) > zero:
        return "not_critical"
    if (diagonal > zero).any() and (diagonal < -zero).any():
        return "saddle"
    if (np.abs(diagonal) <= zero).any():
        return "degenerate"
    return "min" if diagonal[0] > 0 else "max"
