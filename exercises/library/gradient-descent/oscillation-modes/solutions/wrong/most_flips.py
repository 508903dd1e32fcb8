# caught by: every_step
# sentence: You flagged a mode that changes sides at most steps, but not at all of them. One pair
#   that stays on its side says no.
import numpy as np


def oscillation_modes(X, V):
    C = X @ V
    counted = np.abs(C) > 1e-10 * np.abs(C).max()
    pairs = counted[1:] & counted[:-1]
    flips = np.sign(C[1:]) != np.sign(C[:-1])
    return pairs.any(axis=0) & ((flips & pairs).sum(axis=0) > 0.5 * pairs.sum(axis=0))
