import numpy as np


def nesterov(grad, x0, L, T, mu=0.0):
    """Return the iterates X and the look-ahead points Y of Nesterov's method."""
    return np.full((T + 1, len(x0)), np.nan), np.full((T + 1, len(x0)), np.nan)
