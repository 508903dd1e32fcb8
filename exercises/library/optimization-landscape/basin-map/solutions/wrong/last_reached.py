# caught by: first_reached
# sentence: A label was written over by a later one. A start belongs to the first attractor that it
#   reaches: a label, once given, stays.
import numpy as np


def basin_map(step, attractors, grid, maxit, radius=1e-3):
    points, labels = grid.copy(), np.full(grid.shape[:-1], -1)
    for t in range(maxit + 1):
        points = step(points) if t else points
        with np.errstate(all="ignore"):
            for j, attractor in enumerate(attractors):
                labels[np.linalg.norm(points - attractor, axis=-1) <= radius] = j
    return labels
