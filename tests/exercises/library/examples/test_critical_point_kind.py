"""The worked example of the exercise on the kind of a critical point."""

import numpy as np

from reference.critical_kind import classify


def test_the_example_of_the_kind_of_a_critical_point_is_right():
    assert np.linalg.det(np.diag([3.0, -1.0, -2.0])) > 0
    for diagonal, kind in (
        ([3, -1, -2], "saddle"),
        ([3, 0, -2], "saddle"),
        ([3, 0, 2], "degenerate"),
    ):
        assert classify(np.zeros(3), np.diag(diagonal).astype(float), 1e-6) == kind
    g, hessian = np.array([2e-6, 0.0, 0.0]), np.diag([3.0, -1.0, -2.0])
    for c in (1.0, 1000.0):
        assert classify(c * g, c * hessian, 1e-6) == "saddle"
