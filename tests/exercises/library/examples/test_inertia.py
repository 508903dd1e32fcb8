"""The worked example of the exercise on inertia."""

import numpy as np
import pytest

from reference.inertia import inertia


def test_the_example_of_inertia_is_right():
    hessian = np.array([[0.0, 2.0, 0.0], [2.0, 0.0, 2.0], [0.0, 2.0, 1.0]])
    assert inertia(hessian) == (2, 0, 1)
    np.testing.assert_allclose(np.linalg.solve(hessian[:2, :2], [0.0, 2.0]), [1.0, 0.0])
    assert np.linalg.det(hessian) == pytest.approx(-4.0)
    assert np.linalg.det(hessian[:2, :2]) == pytest.approx(-4.0)
