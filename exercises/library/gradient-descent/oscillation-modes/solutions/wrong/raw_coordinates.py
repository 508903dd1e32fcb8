# caught by: turned
# sentence: Your answer is about the coordinates of the problem, not about the modes. Only along
#   the eigenvectors does a step multiply each coordinate by a number of its own.
import numpy as np


def oscillation_modes(X, V):
    C = X.copy()
    counted = np.abs(C) > 1e-10 * np.abs(C).max()
    pairs = counted[1:] & counted[:-1]
    flips = np.sign(C[1:]) != np.sign(C[:-1])
    return pairs.any(axis=0) & (flips | ~pairs).all(axis=0)
