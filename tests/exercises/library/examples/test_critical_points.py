"""The worked example of the exercise on critical points."""

import numpy as np

from reference.critical_points import critical_points


def grad(points):
    return np.stack([points[:, 0] ** 2 - 1, points[:, 1]], axis=1)


def hess(points):
    return np.array([np.diag([2 * x, 1.0]) for x in points[:, 0]])


def test_the_example_of_critical_points_is_right():
    point = np.array([[2.0, 5.0]])
    for want in (1.25, 1.025, 1.000305):
        point = point - np.linalg.solve(hess(point), grad(point)[:, :, None])[:, :, 0]
        np.testing.assert_allclose(point[0], [want, 0.0], atol=5e-7)
    box = np.array([[-2.0, 3.0], [-2.0, 3.0]])
    found = critical_points(grad, hess, box, 1e-8)
    np.testing.assert_allclose(found, [[-1.0, 0.0], [1.0, 0.0]], atol=1e-12)
