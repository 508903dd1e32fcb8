# caught by: absent
# sentence: A mode that arrives at zero in one step, or is not there at all, was flagged. It has
#   not changed sides: zero is on neither.
import numpy as np


def oscillation_modes(X, V):
    C = X @ V
    small = np.abs(C) <= 1e-10 * np.abs(C).max()
    return ((C[1:] * C[:-1] <= 0) | small[1:]).all(axis=0) & (len(C) > 1)
