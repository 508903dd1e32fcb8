# caught by: steps_allowed
# sentence: Starts that arrive with the last step got -1: you look before each step, and nobody
#   looks after the last one. There are maxit + 1 points to look at.
import numpy as np


def basin_map(step, attractors, grid, maxit, radius=1e-3):
    points, labels = grid.copy(), np.full(grid.shape[:-1], -1)
    for _ in range(maxit):
        with np.errstate(all="ignore"):
            for j, attractor in enumerate(attractors):
                near = np.linalg.norm(points - attractor, axis=-1) <= radius
                labels[near & (labels < 0)] = j
        points = step(points)
    return labels
