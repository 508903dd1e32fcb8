"""The examples of the certificate hold."""

import numpy as np
import pytest

from reference.convex_certificate import convex_certificate
from reference.gradient_descent import gradient_descent


def test_the_numbers_keep_to_the_bound_by_a_half():
    values = np.array([3.0, 1.0, 0.75])
    assert convex_certificate(values, 0.5, 2.0, 1.0) == (True, 0.5)
    assert convex_certificate(values, None, 2.0, 1.0) == (None, 0.25)


def test_the_worst_function_has_the_gap_a_sixth_after_one_step():
    points = gradient_descent(lambda x: np.clip(x, -1 / 3, 1 / 3), np.ones(1), 1.0, 1)[:, 0]
    values = points / 3 - 1 / 18
    assert values[1] == pytest.approx(1 / 6)
    assert convex_certificate(values, 0.0, 1.0, 1.0) == (True, pytest.approx(1 / 3))
