# caught by: too_short
# sentence: Where there is no pair to look at you said yes. "Every pair" is true of none at all;
#   that there is one has to be asked for separately.
import numpy as np


def oscillation_modes(X, V):
    C = X @ V
    counted = np.abs(C) > 1e-10 * np.abs(C).max()
    pairs = counted[1:] & counted[:-1]
    flips = np.sign(C[1:]) != np.sign(C[:-1])
    return (flips | ~pairs).all(axis=0)
