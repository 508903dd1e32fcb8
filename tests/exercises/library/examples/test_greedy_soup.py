"""The worked example of the greedy soup."""

import numpy as np
import pytest

from reference.model_soup import greedy_soup


def test_the_three_networks_make_the_soup_of_the_statement():
    weights, scored = (1.0, -0.5, 9.0), []

    def score(sd, part):
        assert part == "validation"
        scored.append(float(sd["w"][0]))
        return -abs(scored[-1])

    soup, used = greedy_soup([{"w": np.array([w])} for w in weights], score)
    assert (soup["w"][0], used) == (0.25, [1, 0])
    assert scored == [1.0, -0.5, 9.0, 0.25, pytest.approx(9.5 / 3)]
