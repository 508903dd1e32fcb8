# caught by: noise
# sentence: The sign of what is only rounding changed your answer. Entries that are tiny beside
#   the largest one are not to be looked at.
import numpy as np


def oscillation_modes(X, V):
    C = X @ V
    counted = C != 0
    pairs = counted[1:] & counted[:-1]
    flips = np.sign(C[1:]) != np.sign(C[:-1])
    return pairs.any(axis=0) & (flips | ~pairs).all(axis=0)
