# caught by: steps_allowed
# sentence: A point exactly at the radius was not counted. It is within: the distance may be equal.
import numpy as np


def basin_map(step, attractors, grid, maxit, radius=1e-3):
    points, labels = grid.copy(), np.full(grid.shape[:-1], -1)
    for t in range(maxit + 1):
        points = step(points) if t else points
        with np.errstate(all="ignore"):
            for j, attractor in enumerate(attractors):
                near = np.linalg.norm(points - attractor, axis=-1) < radius
                labels[near & (labels < 0)] = j
    return labels
