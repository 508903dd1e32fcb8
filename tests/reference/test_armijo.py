"""The Armijo condition and the descent lemma, by what quadratics say of them."""

import math

import numpy as np
import pytest
from scipy.linalg import norm

from reference.armijo import armijo_interval, sufficient_decrease_ok
from reference.descent_lemma import descent_slack


@pytest.mark.parametrize("c1", [0.125, 0.25, 0.5, 0.75])
def test_on_a_quadratic_steps_up_to_twice_one_minus_c1_of_the_exact_one_are_accepted(c1):
    grid = np.arange(0, 41) / 8
    got = armijo_interval(lambda a: 2 * a * a - 8 * a + 3, -8.0, c1, grid)
    np.testing.assert_array_equal(got, grid <= 2 * (1 - c1) * 2.0)


def test_equality_and_flat_functions_are_accepted_and_what_is_not_finite_is_not():
    assert armijo_interval(lambda a: 5.0, 0.0, 0.25, np.array([0.0, 1.0, 7.0])).all()
    odd = {0.0: 1.0, 1.0: math.nan, 2.0: math.inf, 3.0: -math.inf, 4.0: -5.0}
    got = armijo_interval(odd.__getitem__, -1.0, 0.5, np.array([1.0, 2.0, 3.0, 4.0]))
    np.testing.assert_array_equal(got, [False, False, False, True])


def test_the_accepted_steps_need_not_be_one_interval_and_the_grid_need_not_begin_at_zero():
    grid = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
    got = armijo_interval(lambda a: 3 * math.cos(2 * a), -1.0, 0.25, grid)
    np.testing.assert_array_equal(got, [True, True, False, True, True])
    assert armijo_interval(lambda a: a, 1.0, 0.25, np.empty(0)).shape == (0,)


def test_the_descent_lemma_is_an_equality_where_the_hessian_is_a_multiple_of_the_identity():
    x = np.array([1.0, -2.0, 3.0])
    for eta in (0.0, 0.1, 0.5, 2.0):
        slack = descent_slack(lambda z: 2 * z @ z, lambda z: 4 * z, x, eta, 4.0)
        assert slack == pytest.approx(0.0, abs=1e-11)


def test_the_slack_is_not_negative_with_a_true_constant_and_negative_with_half_of_it():
    rng = np.random.default_rng(0)
    features, y = rng.standard_normal((30, 4)), rng.integers(0, 2, 30)

    def f(w):
        return float(np.mean(np.logaddexp(0, features @ w) - y * (features @ w)))

    def grad(w):
        return features.T @ (1 / (1 + np.exp(-features @ w)) - y) / 30

    bound = norm(features, 2) ** 2 / 120
    for eta in (0.1 / bound, 1 / bound, 1.9 / bound, 3 / bound):
        assert descent_slack(f, grad, rng.standard_normal(4), eta, bound) >= 0
    assert descent_slack(lambda z: 2 * z @ z, lambda z: 4 * z, np.ones(2), 0.25, 2.0) < 0


def test_one_step_is_judged_as_on_the_grid():
    rng = np.random.default_rng(2)
    for phi0, phia, dphi0, a in rng.standard_normal((50, 4)):
        got = sufficient_decrease_ok(phi0, phia, dphi0, 0.3, abs(a))
        on_grid = armijo_interval({0.0: phi0, abs(a): phia}.__getitem__, dphi0, 0.3, np.abs([a]))
        assert got is bool(on_grid[0])
    assert sufficient_decrease_ok(1.0, 0.5, -2.0, 0.25, 1.0) is True
    assert sufficient_decrease_ok(1.0, -math.inf, -2.0, 0.25, 1.0) is False
