# caught by: steps_allowed
# sentence: Starts that need more than maxit steps got a label. You went on until they had arrived;
#   a start that never does would hold you for ever.
import numpy as np


def basin_map(step, attractors, grid, maxit, radius=1e-3):
    points, labels = grid.copy(), np.full(grid.shape[:-1], -1)
    for t in range(100):
        points = step(points) if t else points
        with np.errstate(all="ignore"):
            for j, attractor in enumerate(attractors):
                near = np.linalg.norm(points - attractor, axis=-1) <= radius
                labels[near & (labels < 0)] = j
        if t >= maxit and ((labels >= 0) | ~(np.abs(points).max(axis=-1) < 1e6)).all():
            break
    return labels
