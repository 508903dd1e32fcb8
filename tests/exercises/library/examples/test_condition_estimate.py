"""The worked example of the condition number of an operator."""

import numpy as np
import pytest

from reference.condition_number import condition_estimate


def test_two_steps_are_exact_for_two_dimensions():
    diagonal, q1 = np.array([1.0, 3.0]), np.array([1.0, 1.0]) / np.sqrt(2)
    w = diagonal * q1 - 2 * q1
    np.testing.assert_allclose(w, np.array([-1.0, 1.0]) / np.sqrt(2))
    assert q1 @ (diagonal * q1) == pytest.approx(2)
    assert w @ (diagonal * w) == pytest.approx(2)
    assert np.linalg.norm(w) == pytest.approx(1)
    np.testing.assert_allclose(np.linalg.eigvalsh([[2.0, 1.0], [1.0, 2.0]]), [1, 3])
    assert condition_estimate(lambda v: diagonal * v, 2, 2, seed=0) == pytest.approx(3)
    assert condition_estimate(lambda v: diagonal * v, 2, 1, seed=0) == pytest.approx(1)
