"""The worked examples of the barrier."""

import numpy as np

from reference.barrier import barrier


def test_the_five_points_have_the_barrier_of_the_statement():
    losses = np.array([1.0, 3.0, 6.0, 5.0, 2.0])
    assert barrier(losses) == losses.max() - 2.0 == 4.0
    assert losses.max() - losses[0] == 5.0
    assert losses.max() - (losses[0] + losses[-1]) / 2 == 4.5
    assert np.max(losses - np.linspace(1.0, 2.0, 5)) == 4.5


def test_a_valley_has_none():
    assert barrier(np.array([4.0, 2.0, 3.0])) == 0.0
