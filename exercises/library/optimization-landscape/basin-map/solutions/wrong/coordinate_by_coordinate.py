# caught by: given_radius
# sentence: A start at (0.8, 0.8) counted as within 1 of the origin. You compared each coordinate by
#   itself, which measures by a square; the distance is Euclidean.
import numpy as np


def basin_map(step, attractors, grid, maxit, radius=1e-3):
    points, labels = grid.copy(), np.full(grid.shape[:-1], -1)
    for t in range(maxit + 1):
        points = step(points) if t else points
        with np.errstate(all="ignore"):
            for j, attractor in enumerate(attractors):
                near = np.abs(points - attractor).max(axis=-1) <= radius
                labels[near & (labels < 0)] = j
    return labels
