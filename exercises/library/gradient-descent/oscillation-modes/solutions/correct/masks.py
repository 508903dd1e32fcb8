# Two masks over all pairs in time at once: both entries count, and their signs differ.
import numpy as np


def oscillation_modes(X, V):
    C = X @ V
    counted = np.abs(C) > 1e-10 * np.abs(C).max()
    pairs = counted[1:] & counted[:-1]
    flips = np.signbit(C[1:]) != np.signbit(C[:-1])
    return pairs.any(axis=0) & ~(pairs & ~flips).any(axis=0)
