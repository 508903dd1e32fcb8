"""Gradient descent on ½(uv − 1)²: which minima it reaches."""

import numpy as np
import pytest

from reference.stable_minima import stable_minima


def test_what_it_reaches_is_a_minimum_no_sharper_than_two_over_eta():
    rng = np.random.default_rng(0)
    reached = [stable_minima(*rng.uniform(-3, 3, 2), 0.3) for _ in range(300)]
    minima = [end for end in reached if end is not None]
    assert len(minima) > 260
    for point, sharpness, limit in minima:
        assert abs(point.prod() - 1) <= 1e-10
        assert sharpness == pytest.approx(point @ point)
        assert sharpness <= limit * (1 + 1e-6)
    assert max(sharpness for _, sharpness, _ in minima) > 5.5


def test_a_smaller_step_keeps_a_sharper_minimum():
    fine, coarse = stable_minima(3.0, 0.1, 0.01), stable_minima(3.0, 0.1, 0.3)
    assert fine[1] > 2 / 0.3 > coarse[1]
    # The flow keeps u² − v² as it was.
    assert fine[0][0] ** 2 - fine[0][1] ** 2 == pytest.approx(9 - 0.01, rel=0.05)


def test_a_start_on_a_sharp_minimum_stays():
    point, sharpness, limit = stable_minima(4.0, 0.25, 0.5)
    np.testing.assert_array_equal(point, [4.0, 0.25])
    assert (sharpness, limit) == (16.0625, 4.0)


@pytest.mark.parametrize(("u", "v", "eta"), [(0, 0, 0.5), (0.5, -0.5, 0.3), (9, 9, 0.5)])
def test_saddle_and_divergence_give_none(u, v, eta):
    assert stable_minima(u, v, eta) is None
