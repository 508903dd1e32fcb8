# caught by: diverging
# sentence: Starts that became NaN got a label. Your comparison asks whether the distance is not
#   larger than the radius, which is true of NaN; ask whether it is at most the radius.
import numpy as np


def basin_map(step, attractors, grid, maxit, radius=1e-3):
    points, labels = grid.copy(), np.full(grid.shape[:-1], -1)
    for t in range(maxit + 1):
        points = step(points) if t else points
        with np.errstate(all="ignore"):
            for j, attractor in enumerate(attractors):
                far = np.linalg.norm(points - attractor, axis=-1) > radius
                labels[~far & (labels < 0)] = j
    return labels
