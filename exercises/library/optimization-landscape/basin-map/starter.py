import numpy as np


def basin_map(step, attractors, grid, maxit, radius=1e-3):
    """Return for each start the number of the attractor it reaches, or -1."""
    return np.full(grid.shape[:-1], -2)
