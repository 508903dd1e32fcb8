import numpy as np


def critical_points(grad, hess, box, tol):
    """Return the critical points in the box, one a row."""
    return np.full((1, 2), np.nan)
