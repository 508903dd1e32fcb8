# Keeps a list of the points still under way and steps no others.
import numpy as np


def basin_map(step, attractors, grid, maxit, radius=1e-3):
    points = grid.reshape(-1, grid.shape[-1])
    labels = np.full(len(points), -1)
    under_way = np.arange(len(points))
    here = points[under_way]
    for t in range(maxit + 1):
        if len(under_way) == 0:
            break
        if t > 0:
            here = step(here)
        arrived = np.zeros(len(here), dtype=bool)
        for number, attractor in enumerate(attractors):
            with np.errstate(all="ignore"):
                near = np.sqrt(np.sum((here - attractor) ** 2, axis=1)) <= radius
            labels[under_way[near & ~arrived]] = number
            arrived |= near
        here, under_way = here[~arrived], under_way[~arrived]
    return labels.reshape(grid.shape[:-1])
