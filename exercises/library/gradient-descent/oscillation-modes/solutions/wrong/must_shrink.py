# caught by: diverging
# sentence: A mode that changes sides at every step and grows was not flagged. Beyond 2/η it
#   oscillates, too, and that is when one wants to know.
import numpy as np


def oscillation_modes(X, V):
    C = X @ V
    counted = np.abs(C) > 1e-10 * np.abs(C).max()
    pairs = counted[1:] & counted[:-1]
    flips = np.sign(C[1:]) != np.sign(C[:-1])
    pairs = pairs & (np.abs(C[-1]) <= np.abs(C[0]))
    return pairs.any(axis=0) & (flips | ~pairs).all(axis=0)
