"""The example of the strong Wolfe search holds."""

import numpy as np

from reference.wolfe import wolfe_step


def phi(a):
    return (a - 3) ** 2


def dphi(a):
    return 2 * (a - 3)


def test_the_three_trials_have_the_values_and_slopes_of_the_table():
    np.testing.assert_array_equal([phi(1), phi(4), phi(3)], [4, 1, 0])
    np.testing.assert_array_equal([dphi(0), dphi(1), dphi(4), dphi(3)], [-6, -4, 2, 0])
    assert 1 + 3 * 4 / (4 + 2) == 3
    assert wolfe_step(phi, dphi, c2=0.1) == (3.0, "wolfe")


def test_the_good_steps_lie_between_2_7_and_3_3_and_four_is_weakly_good():
    for a in (2.71, 3.29):
        assert abs(dphi(a)) <= 0.6 < abs(dphi(2.69))
    assert dphi(4) >= 0.1 * dphi(0)
    assert phi(4) <= phi(0) + 1e-4 * 4 * dphi(0)
