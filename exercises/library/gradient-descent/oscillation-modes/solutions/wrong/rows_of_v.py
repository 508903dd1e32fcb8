# caught by: turned
# sentence: You took the rows of V for eigenvectors. They are its columns: the coordinates of x
#   are Vᵀx.
import numpy as np


def oscillation_modes(X, V):
    C = X @ V.T
    counted = np.abs(C) > 1e-10 * np.abs(C).max()
    pairs = counted[1:] & counted[:-1]
    flips = np.sign(C[1:]) != np.sign(C[:-1])
    return pairs.any(axis=0) & (flips | ~pairs).all(axis=0)
