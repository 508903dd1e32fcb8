# caught by: calls
# sentence: The right points, at a thousand calls or more: you ran one start after the other. Both
#   functions take many points in one call, so that all runs can go on together.
import numpy as np


def critical_points(grad, hess, box, tol):
    found = []
    longest = 0.1 * np.linalg.norm(box[:, 1] - box[:, 0])
    for a in np.linspace(*box[0], 9):
        for b in np.linspace(*box[1], 9):
            point = np.array([[a, b]])
            for _ in range(12):
                step = -np.linalg.solve(hess(point)[0], grad(point)[0])
                length = np.linalg.norm(step)
                point = point + min(1.0, longest / max(length, 1e-300)) * step
                if length <= tol:
                    break
            inside = np.all((point[0] >= box[:, 0] - tol) & (point[0] <= box[:, 1] + tol))
            is_new = all(np.linalg.norm(point[0] - other) > tol for other in found)
            if length <= tol and inside and is_new:
                found.append(point[0])
    return np.array(found).reshape(-1, 2)
