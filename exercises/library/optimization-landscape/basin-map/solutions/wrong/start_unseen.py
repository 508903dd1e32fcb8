# caught by: attractors_themselves
# sentence: With no steps an attractor did not get its own number: you look only after a step. The
#   start is the first point that counts.
import numpy as np


def basin_map(step, attractors, grid, maxit, radius=1e-3):
    points, labels = grid.copy(), np.full(grid.shape[:-1], -1)
    for _ in range(maxit):
        points = step(points)
        with np.errstate(all="ignore"):
            for j, attractor in enumerate(attractors):
                near = np.linalg.norm(points - attractor, axis=-1) <= radius
                labels[near & (labels < 0)] = j
    return labels
