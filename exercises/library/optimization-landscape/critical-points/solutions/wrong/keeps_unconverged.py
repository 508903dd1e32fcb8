# caught by: value
# sentence: Points came back at which the gradient is not 0: runs that had not converged. Look at
#   the last step, or at the gradient, before you keep a point.
import numpy as np


def critical_points(grad, hess, box, tol):
    low, high = box.T
    x, y = np.meshgrid(*(np.linspace(a, b, 12) for a, b in box))
    points = np.column_stack([x.ravel(), y.ravel()])
    for _ in range(4):
        steps = -np.linalg.solve(hess(points), grad(points)[:, :, None])[:, :, 0]
        points = points + steps
    points = points[np.all((points >= low - tol) & (points <= high + tol), axis=1)]
    found = []
    while len(points):
        found.append(points[0])
        points = points[np.linalg.norm(points - points[0], axis=1) > tol]
    return np.array(found).reshape(-1, 2)
