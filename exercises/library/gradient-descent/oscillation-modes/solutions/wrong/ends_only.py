# caught by: value
# sentence: You compared the first iterate with the last. After an even number of steps an
#   oscillating mode is back on its side; look at each step.
import numpy as np


def oscillation_modes(X, V):
    C = X @ V
    counted = np.abs(C) > 1e-10 * np.abs(C).max()
    pairs = counted[1:] & counted[:-1]
    return pairs.any(axis=0) & (np.sign(C[0]) != np.sign(C[-1]))
