"""Damped Newton on problems with known minima."""

# ruff: noqa: N806 (matrices keep their capital letters)

from typing import NamedTuple

import numpy as np
import pytest

from reference import damped_newton as module
from tests.reference.goldens import goldens_read


class Result(NamedTuple):
    x: np.ndarray
    f: float
    decrements: list[float]
    steps: list[float]

    @property
    def converged(self):
        return self.decrements[-1] / 2 <= 1e-10


def damped_newton(*args, **options):
    return Result(*module.damped_newton(*args, **options))


# Boyd & Vandenberghe, equation (9.20): a sum of exponentials of affine functions.
SLOPES = np.array([[1.0, 3.0], [1.0, -3.0], [-1.0, 0.0]])


def exponentials(x):
    return np.exp(SLOPES @ x - 0.1)


def test_it_finds_the_minimum_that_the_textbook_gives():
    result = damped_newton(
        lambda x: float(exponentials(x).sum()),
        lambda x: SLOPES.T @ exponentials(x),
        lambda x: SLOPES.T @ (exponentials(x)[:, None] * SLOPES),
        np.array([-1.0, 1.0]),
    )
    assert result.converged
    np.testing.assert_allclose(result.x, [-np.log(2) / 2, 0.0], atol=1e-5)
    assert result.f == pytest.approx(2 * np.sqrt(2) * np.exp(-0.1), abs=2e-10)
    assert result.steps[-2:] == [1.0, 1.0]
    assert len(result.decrements) == len(result.steps) + 1


def barrier(x):
    return float(x[0] - np.log(x[0])) if x[0] > 0 else np.inf


def run_barrier(x0, **options):
    return damped_newton(
        barrier, lambda x: 1 - 1 / x, lambda x: np.diag(x**-2.0), np.array([x0]), **options
    )


def test_a_step_out_of_the_domain_is_shortened():
    result = run_barrier(3.0)
    assert result.steps[0] < 1.0
    assert result.x[0] == pytest.approx(1.0, abs=2e-5)


def test_the_decrement_falls_quadratically_near_the_minimum():
    decrements = np.sqrt(run_barrier(1.2, tol=1e-14).decrements)
    assert len(decrements) >= 3
    assert all(decrements[1:] <= 2 * decrements[:-1] ** 2)


def test_the_optimum_takes_no_step_and_the_start_is_left_alone():
    x0 = np.array([1.0])
    result = damped_newton(barrier, lambda x: 1 - 1 / x, lambda x: np.diag(x**-2.0), x0)
    assert result.steps == []
    assert not np.shares_memory(result.x, x0)


def test_an_exhausted_budget_is_reported():
    result = run_barrier(1e-6, maxit=2)
    assert not result.converged
    assert len(result.steps) == 2


def test_a_function_that_never_decreases_is_reported():
    result = damped_newton(
        lambda x: 0.0 if x[0] == 1 else np.nan, lambda x: x, lambda _: np.eye(1), np.array([1.0])
    )
    assert not result.converged
    assert result.x[0] == 1.0


def test_an_indefinite_hessian_is_refused():
    with pytest.raises(np.linalg.LinAlgError):
        damped_newton(lambda x: -(x[0] ** 2), lambda x: -2 * x, lambda _: -np.eye(1), np.ones(1))


def test_one_gradient_and_one_hessian_are_taken_an_iteration():
    calls = {"gradient": 0, "hessian": 0}

    def counted(name, function):
        def call(x):
            calls[name] += 1
            return function(x)

        return call

    result = damped_newton(
        barrier,
        counted("gradient", lambda x: 1 - 1 / x),
        counted("hessian", lambda x: np.diag(x**-2.0)),
        np.array([3.0]),
    )
    assert calls == {"gradient": len(result.decrements), "hessian": len(result.decrements)}


def test_iterates_follow_an_affine_change_of_variables():
    T, shift = np.array([[2.0, 1.0], [0.0, 30.0]]), np.array([0.5, -0.2])

    def run(move, back, x0):
        return damped_newton(
            lambda z: float(exponentials(back(z)).sum()),
            lambda z: move.T @ SLOPES.T @ exponentials(back(z)),
            lambda z: move.T @ SLOPES.T @ (exponentials(back(z))[:, None] * SLOPES) @ move,
            x0,
        )

    plain = run(np.eye(2), lambda z: z, np.array([-1.0, 1.0]))
    moved = run(T, lambda z: T @ z + shift, np.linalg.solve(T, np.array([-1.0, 1.0]) - shift))
    assert moved.steps == plain.steps
    np.testing.assert_allclose(T @ moved.x + shift, plain.x, rtol=1e-8, atol=1e-9)


def test_an_ill_scaled_start_does_not_stop_the_run_early():
    # At 1e8 the gradient is flat but the decrement is not: a bound on the gradient would stop here.
    result = damped_newton(
        lambda x: float(1e-12 * (x[0] - 3) ** 2),
        lambda x: 2e-12 * (x - 3),
        lambda x: np.array([[2e-12]]),
        np.array([1e8]),
    )
    assert result.x[0] == pytest.approx(3.0)


def test_spectors_logit_has_the_published_coefficients():
    data, _ = goldens_read()["newton_for_logit"]
    X, y = data["X"], data["y"]

    def probability(b):
        return 1 / (1 + np.exp(-X @ b))

    result = damped_newton(
        lambda b: float(np.logaddexp(0, X @ b).sum() - y @ (X @ b)),
        lambda b: X.T @ (probability(b) - y),
        lambda b: X.T @ ((probability(b) * (1 - probability(b)))[:, None] * X),
        np.zeros(4),
    )
    np.testing.assert_allclose(result.x, [-13.0213, 2.8261, 0.0952, 2.3787], atol=5e-5)
    # statsmodels fits −12.8896342 to these data; the −12.8896335 it keeps came from elsewhere.
    assert -result.f == pytest.approx(-12.889634, abs=1e-6)
    assert len(result.steps) <= 8
