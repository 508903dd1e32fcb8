# caught by: not_critical
# sentence: The gradient was not zero, and you named a kind. Where there is a slope, a step downhill
#   exists whatever the Hessian is.
import numpy as np


def classify(g, H, tol):
    eigenvalues = np.linalg.eigvalsh(H)
    zero = tol * np.abs(eigenvalues).max()
    if (eigenvalues > zero).any() and (eigenvalues < -zero).any():
        return "saddle"
    if (np.abs(eigenvalues) <= zero).any():
        return "degenerate"
    return "min" if eigenvalues[0] > 0 else "max"
