# caught by: noise
# sentence: A mode of the size of rounding was flagged: you measured each mode against its own
#   largest entry. What is rounding is decided by the largest entry of all.
import numpy as np


def oscillation_modes(X, V):
    C = X @ V
    counted = np.abs(C) > 1e-10 * np.abs(C).max(axis=0)
    pairs = counted[1:] & counted[:-1]
    flips = np.sign(C[1:]) != np.sign(C[:-1])
    return pairs.any(axis=0) & (flips | ~pairs).all(axis=0)
