# caught by: units
# sentence: In another unit of length your answer is another one. Whether an entry is rounding
#   depends on its size relative to the largest.
import numpy as np


def oscillation_modes(X, V):
    C = X @ V
    counted = np.abs(C) > 1e-10
    pairs = counted[1:] & counted[:-1]
    flips = np.sign(C[1:]) != np.sign(C[:-1])
    return pairs.any(axis=0) & (flips | ~pairs).all(axis=0)
