# caught by: indefinite
# sentence: H was not positive definite, and you answered for a matrix with its negative
#   eigenvalues made positive. That is a remedy, and the caller's to choose; this H has no
#   Newton step.
import numpy as np


def newton_step(g, H):
    eigenvalues, V = np.linalg.eigh(H)
    return -V @ ((V.T @ g) / np.maximum(np.abs(eigenvalues), 1e-300))
