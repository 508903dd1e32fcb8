"""The barrier of closed forms, and of a permuted copy of a network before and after matching."""

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from reference.barrier import barrier
from reference.linear_interpolation import interpolate_losses
from reference.symmetry import permute_hidden


@pytest.mark.parametrize("losses", [[3.0, 2.0, 1.0], [1.0, 2.0, 3.0], [2.0, 1.0, 2.0], [1.0, 1.0]])
def test_a_path_that_never_rises_above_its_ends_has_none(losses):
    assert barrier(losses) == 0.0


def test_it_ignores_a_shift_and_follows_a_scale():
    losses = np.array([1.0, 5.0, 3.0, 2.0])
    assert barrier(losses) == barrier(losses + 64) == barrier(losses[::-1]) == 3.0
    assert barrier(4 * losses) == 12.0


def test_nan_is_not_hidden_and_one_point_is_no_path():
    assert np.isnan(barrier([1.0, np.nan, 2.0]))
    assert np.isnan(barrier([np.nan, 3.0, 2.0]))
    assert barrier([1.0, np.inf, 2.0]) == np.inf
    for losses in ([], [1.0]):
        with pytest.raises(ValueError, match="two ends"):
            barrier(losses)


def test_matching_the_units_of_a_permuted_copy_takes_the_barrier_away():
    rng = np.random.default_rng(0)
    sd = {
        "W1": rng.standard_normal((32, 2)),
        "b1": rng.standard_normal(32),
        "W2": rng.standard_normal((1, 32)),
        "b2": rng.standard_normal(1),
    }
    x = rng.standard_normal((64, 2))

    def outputs(params):
        hidden = np.maximum(x @ params["W1"].T + params["b1"], 0)
        return hidden @ params["W2"].T + params["b2"]

    def loss(params):
        return float(np.mean((outputs(params) - outputs(sd)) ** 2))

    copy = permute_hidden(sd, rng.permutation(32))
    alphas = np.linspace(0, 1, 11)
    assert barrier(interpolate_losses(loss, sd, copy, alphas)) > 0.1
    likeness = sd["W1"] @ copy["W1"].T + np.outer(sd["b1"], copy["b1"]) + sd["W2"].T @ copy["W2"]
    matched = permute_hidden(copy, linear_sum_assignment(likeness, maximize=True)[1])
    assert barrier(interpolate_losses(loss, sd, matched, alphas)) < 1e-25
