"""The examples of the Armijo condition hold."""

import numpy as np

from reference.armijo import armijo_interval, sufficient_decrease_ok

GRID = np.array([0.5, 1.0, 1.5, 2.0])


def parabola(a):
    return a * a - 2 * a


def test_with_a_quarter_the_last_accepted_step_is_three_halves():
    values = [parabola(a) for a in GRID]
    np.testing.assert_array_equal(values, [-0.75, -1.0, -0.75, 0.0])
    got = armijo_interval(parabola, -2.0, 0.25, GRID)
    np.testing.assert_array_equal(got, [True, True, True, False])


def test_with_three_quarters_the_bottom_is_refused():
    got = armijo_interval(parabola, -2.0, 0.75, GRID)
    np.testing.assert_array_equal(got, [True, False, False, False])


def test_single_steps_of_the_table_are_judged_alike():
    for a, want in zip(GRID, [True, True, True, False], strict=True):
        assert sufficient_decrease_ok(0.0, parabola(a), -2.0, 0.25, a) is want
