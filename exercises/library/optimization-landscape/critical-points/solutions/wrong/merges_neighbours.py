# caught by: close
# sentence: Two points a sixteenth of the box apart became one. Converged runs to the same point
#   agree to many digits: merge what is nearer than tol, not what is merely near.
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
    inside = np.all((points >= low - tol) & (points <= high + tol), axis=1)
    points = points[inside & (length <= tol)]
    found = []
    while len(points):
        found.append(points[0])
        apart = np.linalg.norm((points - points[0]) / (high - low), axis=1)
        points = points[apart > 0.07]
    return np.array(found).reshape(-1, 2)
