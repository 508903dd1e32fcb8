"""The worked example of L-BFGS, by the reference's recursion and by plain NumPy."""

import numpy as np
import pytest

from reference.lbfgs import two_loop_direction


def fun_grad(x):
    return 0.5 * (x[0] ** 2 + 4 * x[1] ** 2), np.array([x[0], 4 * x[1]])


def test_the_two_steps_of_the_example_are_right():
    x0 = np.array([2.0, 0.5])
    f0, g0 = fun_grad(x0)
    x1 = x0 - g0 / np.abs(g0).sum()
    f1, g1 = fun_grad(x1)
    assert (f0, f1) == (2.5, 1.125)
    np.testing.assert_array_equal([g0, x1, g1], [[2, 2], [1.5, 0], [1.5, 0]])
    assert (-g0 @ g0, -g1 @ g0) == (-8, -3)
    s, y = x1 - x0, g1 - g0
    np.testing.assert_array_equal([s, y], [[-0.5, -0.5], [-0.5, -2]])
    assert (s @ y) / (y @ y) == pytest.approx(5 / 17)
    d = two_loop_direction(g1, s[None], y[None])
    np.testing.assert_allclose(d, [-14.7 / 17, -2.7 / 17], rtol=1e-14)
    np.testing.assert_allclose(x1 + d, [10.8 / 17, -2.7 / 17], rtol=1e-13)
    f2, g2 = fun_grad(x1 + d)
    assert f2 == pytest.approx(0.2522, abs=5e-5)
    assert abs(g2 @ d) <= 0.9 * abs(g1 @ d)
