"""Best iterate of gradient descent: its bound, its ties, and divergence."""

# ruff: noqa: N806 (matrices keep their capital letters)

import math

import numpy as np
import pytest

from reference.stationarity import best_stationary


def test_the_bound_holds_with_the_inverse_lipschitz_step():
    # f = Σ log(1 + x²) has L = 2 and the minimum 0, and is not convex.
    rng = np.random.default_rng(0)
    for T in (1, 5, 40):
        x0 = rng.uniform(-6, 6, 4)
        _, gmin, _ = best_stationary(lambda x: 2 * x / (1 + x * x), x0, 0.5, T)
        assert gmin <= 4 * np.log1p(x0**2).sum() / T


def test_the_best_is_not_the_last_where_one_mode_diverges():
    H, x0 = np.array([1.0, 3.0]), np.array([8.0, 1.0])
    xbest, gmin, tbest = best_stationary(lambda x: H * x, x0, 0.75, 10)
    squares = [np.sum((H * (1 - 0.75 * H) ** t * x0) ** 2) for t in range(10)]
    assert tbest == np.argmin(squares) == 1
    assert gmin == pytest.approx(min(squares), rel=1e-14)
    np.testing.assert_allclose(xbest, (1 - 0.75 * H) * x0, rtol=1e-15)
    assert squares[-1] > squares[tbest]


def test_of_equal_gradients_the_first_counts():
    assert best_stationary(np.sign, np.array([0.3]), 1.0, 6)[2] == 0


def test_one_gradient_an_iterate_and_nothing_touched():
    calls = []

    def grad(x):
        calls.append(x.copy())
        return x

    x0 = np.ones(3)
    xbest, _, tbest = best_stationary(grad, x0, 0.5, 7)
    assert len(calls) == 7
    assert tbest == 6
    np.testing.assert_array_equal(xbest, calls[6])
    np.testing.assert_array_equal(x0, np.ones(3))
    assert not np.shares_memory(best_stationary(grad, x0, 0.5, 1)[0], x0)


def test_an_iterate_that_diverged_is_never_the_best():
    with np.errstate(all="ignore"):
        _, gmin, tbest = best_stationary(lambda x: x**3, np.array([2.0]), 1.0, 12)
        assert (gmin, tbest) == (64.0, 0)
        assert best_stationary(lambda x: x * math.nan, np.ones(1), 1.0, 3)[1:] == (math.inf, 0)


def test_no_iterate_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        best_stationary(lambda x: x, np.ones(1), 1.0, 0)
