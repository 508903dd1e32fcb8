"""The worked example of the catapult, by the reference and by the recursion."""

import numpy as np

from reference.catapult import catapult


def test_the_two_steps_of_width_one_are_right():
    f, lam = catapult(np.array([2.0]), np.array([1.0]), 0.5, 2)
    np.testing.assert_array_equal(f, [2.0, -1.0, -0.25])
    np.testing.assert_array_equal(lam, [5.0, 2.0, 0.5])
    eta = 0.5
    np.testing.assert_array_equal(f[1:], (f * (1 - eta * lam + eta**2 * f**2))[:-1])
    np.testing.assert_array_equal(lam[1:], (lam + eta * f**2 * (eta * lam - 4))[:-1])
    assert (eta * lam[0], eta * lam[2]) == (2.5, 0.25)
