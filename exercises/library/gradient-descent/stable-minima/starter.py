import numpy as np


def stable_minima(u0, v0, eta):
    """Return (point, sharpness, limit) where gradient descent settles, or None."""
    return np.full(2, np.nan), np.nan, np.nan
