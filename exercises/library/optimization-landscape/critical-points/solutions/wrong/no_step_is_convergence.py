# caught by: flat
# sentence: Points came back at which the gradient is not 0: where the Hessian is singular a
#   pseudo-inverse gives a step of 0 in that direction, and you took it for convergence.
import numpy as np


def critical_points(grad, hess, box, tol):
    low, high = box.T
    x, y = np.meshgrid(*(np.linspace(a, b, 8) for a, b in box))
    points = np.column_stack([x.ravel(), y.ravel()])
    longest = 0.1 * np.linalg.norm(high - low)
    for _ in range(16):
        steps = -(np.linalg.pinv(hess(points)) @ grad(points)[:, :, None])[:, :, 0]
        length = np.linalg.norm(steps, axis=1)
        steps *= np.minimum(1, longest / np.maximum(length, 1e-300))[:, None]
        points = points + steps
    inside = np.all((points >= low - tol) & (points <= high + tol), axis=1)
    points = points[inside & (length <= tol)]
    found = []
    while len(points):
        found.append(points[0])
        points = points[np.linalg.norm(points - points[0], axis=1) > tol]
    return np.array(found).reshape(-1, 2)
