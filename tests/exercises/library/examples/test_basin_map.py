"""The worked example of the exercise on basins of attraction."""

import numpy as np

from reference.basin_map import basin_map


def step(x):
    return x - (x - x**2)


def test_the_example_of_basins_is_right():
    starts, minimum = np.array([[0.5], [-0.9], [1.0], [2.0]]), np.zeros((1, 1))
    np.testing.assert_allclose(step(step(starts))[:, 0], [0.0625, 0.6561, 1.0, 16.0])
    assert basin_map(step, minimum, starts, 2, 0.1).tolist() == [0, -1, -1, -1]
    assert basin_map(step, minimum, starts, 5, 0.1).tolist() == [0, 0, -1, -1]
    np.testing.assert_allclose([0.9**8, 0.9**16, 0.9**32], [0.430, 0.185, 0.034], atol=5e-4)
