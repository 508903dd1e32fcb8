"""The worked example of the heavy ball."""

import numpy as np
import pytest

from reference.heavy_ball import heavy_ball, optimal_hb


def test_a_ball_on_a_parabola():
    path = heavy_ball(lambda x: x, np.array([8.0]), 0.5, 0.5, 3)
    np.testing.assert_array_equal(path[:, 0], [8, 4, 0, -2])
    assert optimal_hb(1.0, 9.0) == (0.25, 0.25)


def test_the_rates_that_are_compared():
    assert optimal_hb(1.0, 1000.0)[1] ** 0.5 == pytest.approx(0.9387, abs=5e-5)
    rate = (1000 - 1) / (1000 + 1)
    assert rate == pytest.approx(0.998, abs=5e-5)
