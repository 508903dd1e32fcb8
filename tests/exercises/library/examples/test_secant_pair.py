"""The worked example of the secant pair is what the reference and plain NumPy give."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np

from reference.secant import powell_damp, secant_pair

POINTS = np.array([0.0, 0.0]), np.array([1.0, 1.0])
GRADIENTS = np.array([0.0, 1.0]), np.array([1.0, -1.0])


def test_a_pair_of_negative_curvature():
    s, y, status = secant_pair(*POINTS, *GRADIENTS)
    np.testing.assert_array_equal(s, [1.0, 1.0])
    np.testing.assert_array_equal(y, [1.0, -2.0])
    assert (s @ y, status) == (-1.0, "skip")


def test_it_is_damped():
    B = np.diag([2.0, 1.0])
    s, y, status = secant_pair(*POINTS, *GRADIENTS, B)
    np.testing.assert_allclose(y, [1.4, -0.8], rtol=1e-15)
    np.testing.assert_array_equal(y, powell_damp(s, np.array([1.0, -2.0]), B))
    assert status == "damped"
    np.testing.assert_allclose(s @ y, 0.2 * s @ B @ s)
