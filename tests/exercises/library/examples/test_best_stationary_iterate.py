"""The worked example of the best stationary iterate."""

import numpy as np

from reference.stationarity import best_stationary


def test_two_modes_one_of_which_diverges():
    curvatures, x0 = np.array([1.0, 3.0]), np.array([8.0, 1.0])
    xbest, gmin, tbest = best_stationary(lambda x: curvatures * x, x0, 0.75, 3)
    np.testing.assert_array_equal(xbest, [2.0, -1.25])
    assert (gmin, tbest) == (18.0625, 1)
    points = [(1 - 0.75 * curvatures) ** t * x0 for t in range(9)]
    squares = [np.sum((curvatures * x) ** 2) for x in points]
    assert squares[:3] == [73.0, 18.0625, 22.22265625]
    assert min(squares[2:]) > gmin
