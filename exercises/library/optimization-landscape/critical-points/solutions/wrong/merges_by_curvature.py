# caught by: symmetric
# sentence: Points with the same value or the same Hessian were taken for one. A symmetric function
#   has several alike: what makes two points one is their distance.
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
    found = {}
    for point, H in zip(points, hess(points), strict=True):
        found.setdefault((round(np.trace(H), 5), round(np.linalg.det(H), 5)), point)
    return np.array(list(found.values())).reshape(-1, 2)
