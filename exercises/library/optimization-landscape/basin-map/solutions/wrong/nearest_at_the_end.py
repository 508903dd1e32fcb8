# caught by: diverging
# sentence: Starts that arrive nowhere got a label. Some attractor is always the nearest one; a
#   start belongs to it only when an iterate comes within the radius.
import numpy as np


def basin_map(step, attractors, grid, maxit, radius=1e-3):
    points = grid.copy()
    for _ in range(maxit):
        points = step(points)
    with np.errstate(all="ignore"):
        distances = np.linalg.norm(points[..., None, :] - attractors, axis=-1)
    return distances.argmin(axis=-1)
