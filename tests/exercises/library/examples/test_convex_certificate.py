"""The examples of the certificate hold."""

import numpy as np
import pytest

from reference.convex_certificate import convex_certificate
from reference.gradient_descent import gd_values


def test_the_numbers_keep_to_the_bound_by_a_quarter():
    values = np.array([5 / 4, 3 / 4, 5 / 8])
    assert convex_certificate(values, 0.5, 2.0, 1.0) == (True, 0.25)
    assert convex_certificate(values, None, 2.0, 1.0) == (None, 0.125)


def test_the_worst_function_has_the_gap_a_sixth_after_one_step():
    def f(x):
        at = abs(float(x[0]))
        return at * at / 2 if at <= 1 / 3 else at / 3 - 1 / 18

    values = gd_values(f, lambda x: np.clip(x, -1 / 3, 1 / 3), np.ones(1), 1.0, 1)
    assert values[1] == pytest.approx(1 / 6)
    assert convex_certificate(values, 0.0, 1.0, 1.0) == (True, pytest.approx(1 / 3))
