"""Soups of networks with one weight, whose recipe can be followed by hand."""

import numpy as np
import pytest

from reference.model_soup import greedy_soup


def soup_of(weights, score):
    calls = []

    def counted(sd, part):
        calls.append(part)
        return score(float(sd["w"][0]))

    soup, used = greedy_soup([{"w": np.array([w]), "n": np.array(1)} for w in weights], counted)
    assert calls == ["validation"] * (2 * len(weights) - 1)
    return float(soup["w"][0]), used


def test_a_network_joins_just_where_it_does_no_harm():
    def nearness(w):
        return -abs(w)

    assert soup_of([3.0], nearness) == (3.0, [0])
    assert soup_of([1.0, 2.0, 3.0], nearness) == (1.0, [0])
    assert soup_of([4.0, -1.0, 2.0], nearness) == (0.5, [1, 2])
    assert soup_of([1.0, -1.0, 5.0], nearness) == (0.0, [0, 1])


def test_equal_scores_keep_the_order_and_a_tie_joins():
    assert soup_of([1.0, 2.0, 4.0], lambda w: 0.5) == (pytest.approx(7 / 3), [0, 1, 2])
    with pytest.raises(ValueError, match="needs a network"):
        greedy_soup([], lambda sd, part: 0.0)
