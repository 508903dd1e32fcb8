import numpy as np


def armijo_interval(phi, dphi0, c1, grid):
    """Return for each step of the grid whether it meets the Armijo condition."""
    return np.zeros(len(grid))
