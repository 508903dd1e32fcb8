"""The worked example of the losses on a straight line."""

import numpy as np

from reference.linear_interpolation import interpolate_losses


def test_the_line_between_two_small_networks_has_the_losses_of_the_statement():
    a = {"w": np.array([2.0]), "v": np.array([1.0]), "steps": np.array(10)}
    b = {"w": np.array([-2.0]), "v": np.array([5.0]), "steps": np.array(30)}
    seen = []

    def loss(sd):
        seen.append(sd)
        return float(sd["w"][0] ** 2 + sd["v"][0])

    losses = interpolate_losses(loss, a, b, np.array([0.25, 0.0, 1.0, -0.5]))
    np.testing.assert_array_equal(losses, [3.0, 5.0, 9.0, 15.0])
    assert (seen[0]["w"], seen[0]["v"], seen[0]["steps"]) == (1.0, 2.0, 10)
    assert 0.75 * losses[1] + 0.25 * losses[2] == 6.0
