"""Levenberg–Marquardt steps by their optimality, and the solver on problems with known minima."""

# ruff: noqa: N806 (matrices keep their capital letters)

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import curve_fit, least_squares

from reference.gauss_newton import gauss_newton_step
from reference.levenberg_marquardt import lm, lm_step
from tests.reference.test_gauss_newton import jacobian

seeds = st.integers(0, 2**32 - 1)
mus = st.floats(1e-6, 1e6)


def problem(seed, n, extra):
    rng = np.random.default_rng(seed)
    J = jacobian(rng, n + extra, n)
    return J, rng.standard_normal(n + extra), rng.uniform(0.1, 10.0, n)


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(1, 6), st.integers(0, 6), mus)
def test_the_step_solves_the_damped_normal_equations(seed, n, extra, mu):
    J, r, D = problem(seed, n, extra)
    p = lm_step(J, r, mu, D)
    system = J.T @ J + mu * np.diag(D**2)
    left_over = np.linalg.norm(system @ p + J.T @ r)
    assert left_over <= 1e-12 * (np.linalg.norm(system) * np.linalg.norm(p) + np.linalg.norm(r))
    np.testing.assert_allclose(p, np.linalg.solve(system, -J.T @ r), rtol=1e-9, atol=1e-12)


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(1, 6), mus, st.floats(1.01, 10.0))
def test_more_damping_gives_a_shorter_step(seed, n, mu, factor):
    J, r, D = problem(seed, n, 3)
    longer, shorter = lm_step(J, r, mu, D), lm_step(J, r, factor * mu, D)
    assert np.linalg.norm(D * shorter) < np.linalg.norm(D * longer)


def test_its_ends_are_gauss_newton_and_scaled_steepest_descent():
    J, r, D = problem(1, 4, 5)
    np.testing.assert_allclose(lm_step(J, r, 0.0, D), gauss_newton_step(J, r), rtol=1e-11)
    mu = 1e8
    np.testing.assert_allclose(lm_step(J, r, mu, D), -J.T @ r / (mu * D**2), rtol=1e-6)


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(1, 5), mus)
def test_units_do_not_matter(seed, n, mu):
    J, r, D = problem(seed, n, 4)
    c = np.random.default_rng(seed + 1).uniform(1e-3, 1e3, n)
    rescaled = lm_step(J / c, r, mu, D / c)
    np.testing.assert_allclose(rescaled, c * lm_step(J, r, mu, D), rtol=1e-8, atol=1e-12)


def test_nearly_dependent_columns_keep_their_digits():
    rng = np.random.default_rng(2)
    J, p = jacobian(rng, 30, 5, condition=1e9), rng.standard_normal(5)
    step = lm_step(J, -J @ p, 1e-24, np.ones(5))
    assert np.linalg.norm(step - p) <= 1e-5 * np.linalg.norm(p)


def test_what_has_no_step_is_refused():
    J = np.array([[1.0, 1.0], [2.0, 2.0]])
    with pytest.raises(ValueError, match="non-negative"):
        lm_step(J, np.ones(2), -1.0, np.ones(2))
    for singular in (J, np.zeros((2, 2)), np.ones((1, 2))):
        with pytest.raises(np.linalg.LinAlgError):
            lm_step(singular, np.ones(len(singular)), 0.0, np.ones(2))
    assert np.isfinite(lm_step(J, np.ones(2), 1e-3, np.ones(2))).all()


X = np.linspace(0, 4, 25)


def decay(b):
    return b[0] * np.exp(-b[1] * X) + b[2]


def decay_jacobian(b):
    e = np.exp(-b[1] * X)
    return np.stack([e, -b[0] * X * e, np.ones_like(X)], axis=1)


def noisy_decay():
    return decay(np.array([3.0, 1.2, 0.5])) + 0.01 * np.sin(37 * X)


def test_parameters_and_covariance_agree_with_scipys():
    y = noisy_decay()
    result = lm(lambda b: decay(b) - y, decay_jacobian, np.array([1.0, 1.0, 0.0]))
    assert result.converged
    expected, covariance = curve_fit(
        lambda _, *b: decay(b),
        X,
        y,
        p0=[1.0, 1.0, 0.0],
        jac=lambda _, *b: decay_jacobian(b),
        xtol=1e-15,
        ftol=1e-15,
        gtol=1e-15,
    )
    np.testing.assert_allclose(result.b, expected, rtol=1e-7)
    np.testing.assert_allclose(result.cov, covariance, rtol=1e-6)
    other = least_squares(lambda b: decay(b) - y, [1.0, 1.0, 0.0], decay_jacobian, method="lm")
    assert result.history[-1].rss <= 2 * other.cost * (1 + 1e-12)


def test_the_jacobian_is_evaluated_once_for_each_accepted_step():
    y, calls = noisy_decay(), []

    def counted(b):
        calls.append(1)
        return decay_jacobian(b)

    result = lm(lambda b: decay(b) - y, counted, np.array([-5.0, 4.0, 0.0]))
    assert any(not trial.accepted for trial in result.history)
    assert len(calls) == 1 + sum(trial.accepted for trial in result.history)


def test_the_sum_of_squares_never_rises_and_damping_answers_the_gain():
    y = noisy_decay()
    history = lm(lambda b: decay(b) - y, decay_jacobian, np.array([-5.0, 4.0, 0.0])).history
    sums = [trial.rss for trial in history if trial.accepted]
    assert all(np.diff(sums) <= 0)
    for trial, following in pairwise(history):
        if not trial.accepted:
            assert following.mu >= 2 * trial.mu
        elif trial.gain > 0.75:
            assert following.mu < trial.mu


def test_the_run_does_not_depend_on_units():
    y, start = noisy_decay(), np.array([1.0, 1.0, 0.1])
    c = np.array([1e6, 1e-4, 1.0])
    plain = lm(lambda b: decay(b) - y, decay_jacobian, start)
    scaled = lm(lambda b: decay(b / c) - y, lambda b: decay_jacobian(b / c) / c, start * c)
    assert len(scaled.history) == len(plain.history)
    np.testing.assert_allclose(scaled.b / c, plain.b, rtol=1e-9)


def test_residuals_outside_their_domain_refuse_the_step():
    # From 0.01 the first step overshoots below zero, where the logarithm is NaN.
    result = lm(np.log, lambda b: np.diag(1 / b), np.array([8.0]), mu0=1e-6)
    assert result.history[0].gain == -np.inf
    assert result.b[0] == pytest.approx(1.0, abs=1e-9)


def test_as_many_residuals_as_parameters_leave_no_covariance():
    result = lm(lambda b: b - 3, lambda b: np.eye(2), np.zeros(2))
    np.testing.assert_allclose(result.b, [3.0, 3.0])
    assert np.isnan(result.cov).all()


def test_a_start_outside_the_domain_is_refused():
    with np.errstate(invalid="ignore"), pytest.raises(ValueError, match="residuals"):
        lm(np.log, lambda b: np.diag(1 / b), np.array([-1.0]))


def test_an_exhausted_budget_is_reported():
    y = noisy_decay()
    result = lm(lambda b: decay(b) - y, decay_jacobian, np.array([1.0, 1.0, 0.0]), maxit=2)
    assert not result.converged
    assert len(result.history) == 2
