"""The worked example of perturbed gradient descent."""

import math

import numpy as np
import pytest

from reference.perturbed_descent import perturbed_gd


def test_leaving_the_top_of_a_ridge():
    path = perturbed_gd(lambda x: -x, np.zeros(1), 0.05, 0.002, 3, seed=1)[:, 0]
    assert 0 < abs(path[1]) <= 0.002
    np.testing.assert_allclose(path[2:] / path[1], [0.00105 / 0.001, 0.0011025 / 0.001])
    assert math.log(1000) / math.log(1.05) == pytest.approx(141.6, abs=0.05)
    for size, steps in ((1e-3, 142), (1e-6, 284), (1e-9, 425)):
        assert math.ceil(math.log(1 / size) / math.log(1.05)) == steps


def test_noise_after_each_wait_on_a_flat_function():
    path = perturbed_gd(np.zeros_like, np.zeros(1), 0.1, 1.0, 8, seed=0, wait=2)[:, 0]
    assert np.flatnonzero(np.diff(path)).tolist() == [0, 3, 6]
