# caught by: purity
# sentence: X changed during the call: you scaled the array you were given. The caller still needs
#   the iterates.
import numpy as np


def oscillation_modes(X, V):
    X /= max(np.abs(X).max(), 1e-300)
    C = X @ V
    counted = np.abs(C) > 1e-10 * np.abs(C).max()
    pairs = counted[1:] & counted[:-1]
    flips = np.sign(C[1:]) != np.sign(C[:-1])
    return pairs.any(axis=0) & (flips | ~pairs).all(axis=0)
