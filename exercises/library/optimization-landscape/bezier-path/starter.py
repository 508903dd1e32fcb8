import numpy as np


def bezier(a, c, b, t):
    """Return the point t of the Bezier curve from a to b with the control point c."""
    return {name: np.full(array.shape, np.nan) for name, array in a.items()}


def path_loss(loss, a, c, b, ts):
    """Return the losses at the points ts of the curve."""
    return np.full(len(ts), np.nan)
