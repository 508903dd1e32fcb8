"""Gauss–Newton steps against other solvers, also where the columns are nearly dependent."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import lstsq, qr, solve_triangular

from reference.gauss_newton import gauss_newton, gauss_newton_step
from tests.reference.goldens import goldens_read
from tests.reference.nist.problems import digits

seeds = st.integers(0, 2**32 - 1)


def jacobian(rng, m, n, condition=10.0):
    U = np.linalg.qr(rng.standard_normal((m, n)))[0]
    V = np.linalg.qr(rng.standard_normal((n, n)))[0]
    return (U * np.geomspace(1, 1 / condition, n)) @ V.T


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(1, 6), st.integers(0, 10))
def test_the_step_is_the_least_squares_solution(seed, n, extra):
    rng = np.random.default_rng(seed)
    J, r = jacobian(rng, n + extra, n), rng.standard_normal(n + extra)
    p = gauss_newton_step(J, r)
    Q, R = qr(J, mode="economic")
    np.testing.assert_allclose(p, solve_triangular(R, -Q.T @ r), rtol=1e-10, atol=1e-12)
    normal = J.T @ (J @ p + r)
    assert np.linalg.norm(normal) <= 1e-12 * np.linalg.norm(J) * np.linalg.norm(r)


def test_nearly_dependent_columns_keep_the_digits_that_normal_equations_lose():
    rng = np.random.default_rng(1)
    J, p = jacobian(rng, 30, 5, condition=1e9), rng.standard_normal(5)
    r = -J @ p
    assert np.linalg.norm(gauss_newton_step(J, r) - p) <= 1e-5 * np.linalg.norm(p)
    squared = np.linalg.solve(J.T @ J, -J.T @ r)
    assert np.linalg.norm(squared - p) > 1e-2 * np.linalg.norm(p)


def test_longleys_data_keep_ten_digits_and_by_normal_equations_seven():
    inputs, certified = goldens_read()["least_squares_for_longley"]
    X, y = inputs["X"], inputs["y"]
    assert np.linalg.cond(X) > 4e9
    assert digits(-gauss_newton_step(X, y), certified) >= 10
    assert digits(np.linalg.solve(X.T @ X, X.T @ y), certified) < 8.5


def test_dependent_columns_give_the_solution_of_least_norm():
    rng = np.random.default_rng(2)
    J = jacobian(rng, 8, 3) @ np.array([[1.0, 0, 0, 1], [0, 1, 0, 1], [0, 0, 1, 1]])
    r = rng.standard_normal(8)
    p = gauss_newton_step(J, r)
    np.testing.assert_allclose(p, -np.linalg.pinv(J) @ r, rtol=1e-10)
    np.testing.assert_allclose(p, lstsq(J, -r, lapack_driver="gelsy")[0], rtol=1e-10)


def test_a_linear_problem_takes_one_step_and_no_residual_none():
    rng = np.random.default_rng(3)
    J, b, c = jacobian(rng, 7, 3), rng.standard_normal(3), rng.standard_normal(7)
    r = J @ b - c
    stationary = b + gauss_newton_step(J, r)
    np.testing.assert_allclose(J.T @ (J @ stationary - c), np.zeros(3), atol=1e-13)
    np.testing.assert_array_equal(gauss_newton_step(J, np.zeros(7)), np.zeros(3))


def test_nan_is_refused():
    with pytest.raises(np.linalg.LinAlgError):
        gauss_newton_step(np.full((3, 2), np.nan), np.ones(3))


def test_a_run_reports_that_it_diverged():
    # Newton's method on atan diverges from beyond 1.39; with one residual Gauss–Newton is Newton.
    def run(start):
        return gauss_newton(np.arctan, lambda b: np.diag(1 / (1 + b**2)), np.array([start]))

    near, far = run(1.0), run(1.5)
    assert near.converged
    assert abs(near.b[0]) <= 1e-12
    assert near.history[0] == pytest.approx(np.arctan(1.0) ** 2)
    assert not far.converged


def test_the_start_is_left_alone():
    start = np.array([0.5])
    gauss_newton(np.arctan, lambda b: np.diag(1 / (1 + b**2)), start)
    assert start[0] == 0.5
