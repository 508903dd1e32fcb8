"""All critical points in a box: Himmelblau's nine with their published values, and products."""

import numpy as np
import pytest

from reference.critical_kind import classify
from reference.critical_points import critical_points

BOX = np.array([[-5.0, 5.0], [-5.0, 5.0]])


def value(points):
    x, y = points.T
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2


def gradient(points):
    x, y = points.T
    a, b = x**2 + y - 11, x + y**2 - 7
    return np.stack([4 * x * a + 2 * b, 2 * a + 4 * y * b], axis=1)


def hessian(points):
    x, y = points.T
    mixed = 4 * (x + y)
    rows = [[12 * x**2 + 4 * y - 42, mixed], [mixed, 12 * y**2 + 4 * x - 26]]
    return np.moveaxis(np.array(rows), 2, 0)


def test_himmelblaus_function_has_nine():
    points = critical_points(gradient, hessian, BOX, 1e-8)
    kinds = [classify(g, H, 1e-8) for g, H in zip(gradient(points), hessian(points), strict=True)]
    assert {kind: kinds.count(kind) for kind in kinds} == {"min": 4, "saddle": 4, "max": 1}
    values = dict(zip(value(points).round(4).tolist(), kinds, strict=True))
    saddles = sorted(f for f, kind in values.items() if kind == "saddle")
    np.testing.assert_allclose(saddles, [13.3119, 67.7192, 104.0152, 178.3372], atol=1e-4)
    assert [f for f, kind in values.items() if kind == "max"] == [181.6165]
    assert [f for f, kind in values.items() if kind == "min"] == [0.0]
    assert np.linalg.norm(points - [3.0, 2.0], axis=1).min() < 1e-12


def test_products_of_roots_are_all_found():
    roots = np.array([-0.9, -0.7, 0.1, 0.8])
    p = np.poly(roots)
    slope = np.polyder(p)

    def grad(points):
        return np.polyval(p, points)

    def hess(points):
        hessians = np.zeros((len(points), 2, 2))
        hessians[:, [0, 1], [0, 1]] = np.polyval(slope, points)
        return hessians

    box = np.array([[-1.0, 1.0], [-0.7, 1.0]])
    want = [(x, y) for x in roots for y in roots if y >= -0.7]
    found = critical_points(grad, hess, box, 1e-8)
    # Equal coordinates may differ in their last digits, so the order is that of the rounded ones.
    found = found[np.lexsort(found.round(9).T[::-1])]
    np.testing.assert_allclose(found, want, atol=1e-12)


@pytest.mark.parametrize("slope", [0.0, 1.0])
def test_where_there_is_none_the_result_is_empty(slope):
    def grad(points):
        return np.stack([1.0 + slope * points[:, 0] ** 2, points[:, 1]], axis=1)

    def hess(points):
        return np.stack([np.diag([2 * slope * x, 1.0]) for x in points[:, 0]])

    assert critical_points(grad, hess, BOX, 1e-8).shape == (0, 2)
