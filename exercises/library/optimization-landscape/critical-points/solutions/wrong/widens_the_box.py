# caught by: purity
# sentence: The box changed during the call: it was widened in place. Work on a copy.
import numpy as np


def critical_points(grad, hess, box, tol):
    box[:, 0] -= tol
    box[:, 1] += tol
    low, high = box.T
    x, y = np.meshgrid(*(np.linspace(a, b, 20) for a, b in box))
    points = np.column_stack([x.ravel(), y.ravel()])
    longest = 0.1 * np.linalg.norm(high - low)
    for _ in range(25):
        steps = -np.linalg.solve(hess(points), grad(points)[:, :, None])[:, :, 0]
        length = np.linalg.norm(steps, axis=1)
        steps *= np.minimum(1, longest / np.maximum(length, 1e-300))[:, None]
        points = points + steps
    inside = np.all((points >= low) & (points <= high), axis=1)
    points = points[inside & (length <= tol)]
    found = []
    while len(points):
        found.append(points[0])
        points = points[np.linalg.norm(points - points[0], axis=1) > tol]
    return np.array(found).reshape(-1, 2)
