# caught by: calls
# sentence: The right labels, at a call of `step` for each point and step. One call steps all
#   points, and maxit calls are enough.
import numpy as np


def basin_map(step, attractors, grid, maxit, radius=1e-3):
    starts = grid.reshape(-1, 1, grid.shape[-1])
    labels = np.full(len(starts), -1)
    for i, point in enumerate(starts):
        here = point
        for t in range(maxit + 1):
            here = step(here) if t else point
            near = np.linalg.norm(here - attractors, axis=1) <= radius
            if near.any():
                labels[i] = near.argmax()
                break
            if not np.isfinite(here).all():
                break
    return labels.reshape(grid.shape[:-1])
