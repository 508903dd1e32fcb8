"""The examples of the exact step hold."""

import math

import numpy as np

from reference.exact_step import exact_step


def test_the_step_is_a_half_the_gradients_are_perpendicular_and_a_quarter_is_left():
    d, g = np.array([1.0, 3.0]), np.ones(2)
    a = exact_step(g, lambda v: d * v)
    assert a == 0.5
    np.testing.assert_array_equal(g - a * d * g, [0.5, -0.5])
    x = g / d
    new = x - a * g
    np.testing.assert_allclose(new, [1 / 2, -1 / 6])
    assert np.isclose(0.5 * x @ (d * x), 2 / 3)
    assert np.isclose(0.5 * new @ (d * new), 1 / 6)


def test_where_there_is_no_bottom_the_step_is_infinite():
    d, g = np.array([1.0, -1.0]), np.array([1.0, 2.0])
    assert np.isclose(g @ g / (g @ (d * g)), -5 / 3)
    assert exact_step(g, lambda v: d * v) == math.inf


def test_at_condition_fifty_a_digit_takes_29_steps():
    assert math.ceil(math.log(0.1) / math.log((49 / 51) ** 2)) == 29
