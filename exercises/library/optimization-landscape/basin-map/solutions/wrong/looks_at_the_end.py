# caught by: first_reached
# sentence: You looked only where the iterates were after the last step. An attractor reached on the
#   way counts, wherever the steps lead after that.
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
