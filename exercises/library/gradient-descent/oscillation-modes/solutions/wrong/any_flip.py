# caught by: every_step
# sentence: One change of sides was enough for you. A mode oscillates if it changes sides at every
#   step.
import numpy as np


def oscillation_modes(X, V):
    C = X @ V
    counted = np.abs(C) > 1e-10 * np.abs(C).max()
    pairs = counted[1:] & counted[:-1]
    flips = np.sign(C[1:]) != np.sign(C[:-1])
    return pairs.any(axis=0) & (flips & pairs).any(axis=0)
