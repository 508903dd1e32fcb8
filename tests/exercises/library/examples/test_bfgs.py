"""The worked example of the BFGS updates, by the reference and by plain NumPy."""

import numpy as np
import pytest

from reference.bfgs import bfgs_inverse_update, bfgs_update


def test_the_pair_in_the_plane_is_right():
    s, y = np.array([1.0, 0.0]), np.array([2.0, 1.0])
    updated, inverse = bfgs_update(np.eye(2), s, y), bfgs_inverse_update(np.eye(2), s, y)
    np.testing.assert_array_equal(updated, [[2, 1], [1, 1.5]])
    np.testing.assert_array_equal(inverse, [[0.75, -0.5], [-0.5, 1]])
    np.testing.assert_array_equal(updated @ s, y)
    np.testing.assert_array_equal(inverse @ y, s)
    np.testing.assert_array_equal(updated @ inverse, np.eye(2))
    assert np.linalg.det(updated) == pytest.approx(2)
    factor = np.eye(2) - np.outer(s, y) / 2
    np.testing.assert_array_equal(factor, [[0, -0.5], [0, 1]])
    np.testing.assert_array_equal(factor @ factor.T, [[0.25, -0.5], [-0.5, 1]])
    for update in (bfgs_update, bfgs_inverse_update):
        np.testing.assert_array_equal(update(np.eye(2), s, np.array([-2.0, 1.0])), np.eye(2))
