# caught by: attractors_themselves
# sentence: Your first attractor has the number 1. They are numbered as the rows of `attractors`,
#   from 0, so that a label is an index.
import numpy as np


def basin_map(step, attractors, grid, maxit, radius=1e-3):
    points, labels = grid.copy(), np.full(grid.shape[:-1], -1)
    for t in range(maxit + 1):
        points = step(points) if t else points
        with np.errstate(all="ignore"):
            for j, attractor in enumerate(attractors):
                near = np.linalg.norm(points - attractor, axis=-1) <= radius
                labels[near & (labels < 0)] = j + 1
    return labels
