"""The examples of the steepest direction and of the gradient check hold."""

import numpy as np
import pytest

from reference.gradient_check import gradcheck
from reference.steepest_direction import steepest_direction


@pytest.mark.parametrize(
    ("norm", "direction", "slope"),
    [
        ("l2", [-0.6, 0.8], -5.0),
        ("l1", [0.0, 1.0], -4.0),
        ("linf", [-1.0, 1.0], -7.0),
        ("P", np.array([-3.0, 1.0]) / np.sqrt(13), -np.sqrt(13)),
    ],
)
def test_the_four_directions_and_their_slopes_are_those_of_the_table(norm, direction, slope):
    g = np.array([3.0, -4.0])
    got = steepest_direction(g, norm, np.diag([1.0, 4.0]) if norm == "P" else None)
    np.testing.assert_allclose(got, direction, atol=1e-15)
    assert g @ got == pytest.approx(slope)


def test_a_gradient_without_its_factor_is_off_by_a_half():
    error, is_trustworthy = gradcheck(lambda x: float(x @ x), lambda x: x, np.array([1.0, 2.0]))
    assert error == pytest.approx(0.5, rel=1e-9)
    assert is_trustworthy
