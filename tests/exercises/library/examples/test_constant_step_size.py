"""The examples of gradient descent with a constant step hold."""

import numpy as np

from reference.gradient_descent import gradient_descent

START = np.array([4.0, -8.0])


def test_the_two_steps_halve_the_point_twice():
    points = gradient_descent(lambda x: 2 * x, START, 0.25, 2)
    np.testing.assert_array_equal(points, [[4, -8], [2, -4], [1, -2]])


def test_at_the_threshold_the_points_jump_and_above_it_they_grow():
    jumping = gradient_descent(lambda x: 2 * x, START, 1.0, 3)
    np.testing.assert_array_equal(jumping, [START, -START, START, -START])
    growing = gradient_descent(lambda x: 2 * x, START, 1.5, 2)
    np.testing.assert_array_equal(growing, [START, -2 * START, 4 * START])
