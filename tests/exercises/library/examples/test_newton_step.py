"""The worked examples of the Newton step are what the reference and plain NumPy give."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import pytest

from reference.newton import newton_step


def test_two_variables():
    g, H = np.array([2.0, 5.0]), np.array([[4.0, 2.0], [2.0, 5.0]])
    L = np.linalg.cholesky(H)
    np.testing.assert_array_equal(L, [[2.0, 0.0], [1.0, 2.0]])
    np.testing.assert_array_equal(np.linalg.solve(L, -g), [-1.0, -2.0])
    p = newton_step(g, H)
    np.testing.assert_array_equal(p, [0.0, -1.0])
    assert (g @ p, -(g @ p + p @ H @ p / 2)) == (-5.0, 2.5)


def test_refused():
    g, H = np.array([1.0, 2.0]), np.diag([1.0, -1.0])
    p = np.linalg.solve(H, -g)
    np.testing.assert_array_equal(p, [-1.0, 2.0])
    assert g @ p == 3.0
    with pytest.raises(np.linalg.LinAlgError):
        newton_step(g, H)
