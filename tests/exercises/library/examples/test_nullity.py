"""The worked examples of the nullity."""

import numpy as np

from reference.nullity import nullity


def test_three_parameters_and_one_target_leave_two_flat_directions():
    x = np.array([1.0, 2.0, 2.0])
    hessian = 2 * np.outer(x, x)
    np.testing.assert_array_equal(hessian, [[2, 4, 4], [4, 8, 8], [4, 8, 8]])
    np.testing.assert_array_equal(hessian @ x, 18 * x)
    assert not (hessian @ np.array([[0.0, 4.0], [1.0, -1.0], [-1.0, -1.0]])).any()
    assert nullity(hessian) == 2


def test_the_threshold_of_the_second_example():
    assert nullity(np.diag([-4.0, 1.0, 1e-3]), 0.25) == 2
