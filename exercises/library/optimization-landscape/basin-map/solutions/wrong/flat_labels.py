# caught by: shapes
# sentence: The labels came back in one row. They have the shape of the grid without its last axis,
#   so that a grid gives a map.
import numpy as np


def basin_map(step, attractors, grid, maxit, radius=1e-3):
    points = grid.reshape(-1, grid.shape[-1])
    labels = np.full(len(points), -1)
    for t in range(maxit + 1):
        points = step(points) if t else points
        with np.errstate(all="ignore"):
            for j, attractor in enumerate(attractors):
                near = np.linalg.norm(points - attractor, axis=-1) <= radius
                labels[near & (labels < 0)] = j
    return labels
