# Looks on a fine grid for the places where ‖∇f‖ is smallest nearby, and polishes these few.
import numpy as np


def critical_points(grad, hess, box, tol):
    count = 121
    margin = 0.01 * (box[:, 1] - box[:, 0])
    axes = [np.linspace(a - m, b + m, count) for (a, b), m in zip(box, margin, strict=True)]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 2)
    # Newton's steps do not depend on units, so their lengths are what is compared.
    length = np.linalg.norm(grad(grid) * (axes[1][1] - axes[1][0]), axis=1).reshape(count, count)
    padded = np.pad(length, 1, constant_values=np.inf)
    lowest = np.min(
        [padded[i : i + count, j : j + count] for i in range(3) for j in range(3)], axis=0
    )
    points = grid[(length <= lowest).ravel()]
    for _ in range(15):
        g, H = grad(points), hess(points)
        regular = np.abs(np.linalg.det(H)) > 0
        points, g, H = points[regular], g[regular], H[regular]
        steps = np.linalg.solve(H, g[:, :, None])[:, :, 0]
        points = points - steps
        sane = np.all(np.abs(points) < 1e6, axis=1)
        points, steps = points[sane], steps[sane]
    done = np.linalg.norm(steps, axis=1) <= tol
    done &= np.all((points >= box[:, 0] - tol) & (points <= box[:, 1] + tol), axis=1)
    points = points[done]
    apart = np.linalg.norm(points[:, None] - points[None], axis=2) > tol
    first = [bool(apart[i, :i].all()) for i in range(len(points))]
    return points[np.array(first, dtype=bool)]
