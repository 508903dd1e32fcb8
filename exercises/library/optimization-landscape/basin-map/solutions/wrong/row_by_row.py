# caught by: calls
# sentence: The right labels, at far more than maxit calls of `step`: each row of the grid, or each
#   point, went its own way. One call steps all points.
import numpy as np


def basin_map(step, attractors, grid, maxit, radius=1e-3):
    labels = np.full(grid.shape[:-1], -1)
    for i, row in enumerate(grid):
        points = row
        for t in range(maxit + 1):
            points = step(points) if t else points
            with np.errstate(all="ignore"):
                distances = np.linalg.norm(points[..., None, :] - attractors, axis=-1)
            near = distances <= radius
            is_new = near.any(axis=-1) & (labels[i] < 0)
            labels[i] = np.where(is_new, near.argmax(axis=-1), labels[i])
            if (labels[i] >= 0).all():
                break
    return labels
