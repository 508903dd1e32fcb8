"""The worked example of the Bezier path."""

import numpy as np

from reference.bezier import bezier, path_loss


def test_one_weight_takes_the_path_of_the_statement():
    a, c, b = ({"w": np.array([w])} for w in (0.0, 4.0, 2.0))
    assert bezier(a, c, b, 0.5)["w"] == 2.5
    assert bezier(a, c, b, 0.25)["w"] == 1.625
    losses = path_loss(lambda sd: float(sd["w"][0] ** 2), a, c, b, np.array([0.0, 0.5, 1.0]))
    np.testing.assert_array_equal(losses, [0.0, 6.25, 4.0])
