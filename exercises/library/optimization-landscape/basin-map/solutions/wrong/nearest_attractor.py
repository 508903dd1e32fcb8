# caught by: dynamics
# sentence: You labelled starts by the attractor nearest to them. A basin is what the iteration
#   makes it: its border may lie close to one of the attractors.
import numpy as np


def basin_map(step, attractors, grid, maxit, radius=1e-3):
    return np.linalg.norm(grid[..., None, :] - attractors, axis=-1).argmin(axis=-1)
