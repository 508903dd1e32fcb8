# caught by: box_ends
# sentence: Points on the ends of the box are missing. The ends belong to it, and rounding may put
#   such a point a hair outside.
import numpy as np


def critical_points(grad, hess, box, tol):
    low, high = box.T
    x, y = np.meshgrid(*(np.linspace(a, b, 20) for a, b in box))
    points = np.column_stack([x.ravel(), y.ravel()])
    longest = 0.1 * np.linalg.norm(high - low)
    for _ in range(25):
        steps = -np.linalg.solve(hess(points), grad(points)[:, :, None])[:, :, 0]
        length = np.linalg.norm(steps, axis=1)
        steps *= np.minimum(1, longest / np.maximum(length, 1e-300))[:, None]
        points = points + steps
    inside = np.all((points > low + tol) & (points < high - tol), axis=1)
    points = points[inside & (length <= tol)]
    found = []
    while len(points):
        found.append(points[0])
        points = points[np.linalg.norm(points - points[0], axis=1) > tol]
    return np.array(found).reshape(-1, 2)
