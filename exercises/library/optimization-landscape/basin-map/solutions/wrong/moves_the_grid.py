# caught by: purity
# sentence: The grid changed during the call: the points were moved in place. The caller needs the
#   starts to draw the map.
import numpy as np


def basin_map(step, attractors, grid, maxit, radius=1e-3):
    labels = np.full(grid.shape[:-1], -1)
    for t in range(maxit + 1):
        if t:
            grid[...] = step(grid)
        with np.errstate(all="ignore"):
            for j, attractor in enumerate(attractors):
                near = np.linalg.norm(grid - attractor, axis=-1) <= radius
                labels[near & (labels < 0)] = j
    return labels
