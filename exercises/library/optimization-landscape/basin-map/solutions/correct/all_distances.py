# Distances to all attractors at once, and labels where none was set before.
import numpy as np


def basin_map(step, attractors, grid, maxit, radius=1e-3):
    points = grid.copy()
    labels = np.full(grid.shape[:-1], -1)
    for t in range(maxit + 1):
        if t > 0:
            points = step(points)
        with np.errstate(all="ignore"):
            distances = np.linalg.norm(points[..., None, :] - attractors, axis=-1)
        caught = (distances <= radius) & (labels < 0)[..., None]
        labels = np.where(caught.any(axis=-1), caught.argmax(axis=-1), labels)
    return labels
