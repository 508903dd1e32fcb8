"""The worked example of the symmetries of a hidden layer."""

import numpy as np

from reference.symmetry import permute_hidden, rescale, symmetry_null_vector

SD = {
    "W1": np.array([[1.0], [2.0]]),
    "b1": np.array([3.0, -1.0]),
    "W2": np.array([[5.0, 6.0]]),
    "b2": np.array([7.0]),
}


def output(sd):
    return float((sd["W2"] @ np.maximum(sd["W1"][:, 0] + sd["b1"], 0) + sd["b2"])[0])


def test_permuting_and_rescaling_give_the_networks_of_the_statement():
    permuted = permute_hidden(SD, np.array([1, 0]))
    np.testing.assert_array_equal(permuted["b1"], [-1.0, 3.0])
    np.testing.assert_array_equal(permuted["W2"], [[6.0, 5.0]])
    rescaled = rescale(SD, np.array([2.0, 0.5]), "relu")
    np.testing.assert_array_equal(rescaled["W1"], [[2.0], [1.0]])
    np.testing.assert_array_equal(rescaled["b1"], [6.0, -0.5])
    np.testing.assert_array_equal(rescaled["W2"], [[2.5, 12.0]])
    assert output(SD) == output(permuted) == output(rescaled) == 33.0


def test_the_velocity_changes_no_output_to_first_order():
    t = symmetry_null_vector(SD)
    np.testing.assert_array_equal(t["W2"], [[-5.0, -6.0]])
    ahead, behind = (
        output({name: SD[name] + step * t[name] for name in SD}) for step in (0.125, -0.125)
    )
    assert ahead == behind
