"""Gradient descent and its exact step, by closed forms on quadratics."""

import math

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from reference.exact_step import exact_step
from reference.gradient_descent import gd_values, gradient_descent


def quadratic(rng, eigenvalues):
    basis = np.linalg.qr(rng.standard_normal((len(eigenvalues), len(eigenvalues))))[0]
    return basis, (basis * eigenvalues) @ basis.T


def test_on_a_quadratic_each_component_shrinks_by_its_own_factor():
    rng, eigenvalues = np.random.default_rng(1), np.geomspace(1, 20, 6)
    basis, hessian = quadratic(rng, eigenvalues)
    x0 = rng.standard_normal(6)
    points = gradient_descent(lambda x: hessian @ x, x0, 0.08, 40)
    for t, x in enumerate(points):
        want = basis @ ((1 - 0.08 * eigenvalues) ** t * (basis.T @ x0))
        np.testing.assert_allclose(x, want, rtol=0, atol=1e-12 * np.linalg.norm(want))


@pytest.mark.parametrize(("eta", "factor"), [(2 / 21, 19 / 21), (1 / 20, 0.95)])
def test_the_best_constant_step_at_condition_20_shrinks_by_19_over_21(eta, factor):
    d = np.array([1.0, 20.0])
    points = gradient_descent(lambda x: d * x, np.array([1.0, 1.0]), eta, 200)
    assert np.linalg.norm(points[200]) / np.linalg.norm(points[199]) == pytest.approx(
        factor, rel=1e-12
    )


def test_a_step_that_is_too_long_diverges_without_an_exception():
    points = gradient_descent(lambda x: x, np.array([1.0]), 1e60, 12)
    assert abs(points[5, 0]) == pytest.approx(1e300)
    assert not np.isfinite(points[6:]).any()


def test_no_step_gives_a_copy_of_the_start_and_seven_steps_take_seven_gradients():
    x0, calls = np.array([1.0, 2.0]), []
    points = gradient_descent(lambda x: calls.append(1) or x, x0, 0.1, 0)
    np.testing.assert_array_equal(points, [x0])
    assert not np.shares_memory(points, x0)
    gradient_descent(lambda x: calls.append(1) or x, x0, 0.1, 7)
    assert len(calls) == 7


@pytest.mark.parametrize("n", [1, 3, 10])
def test_the_exact_step_is_where_a_scalar_search_finds_the_minimum(n):
    rng = np.random.default_rng(n)
    _, hessian = quadratic(rng, np.geomspace(1, 8, n))
    x = rng.standard_normal(n)
    g = hessian @ x
    a = exact_step(g, lambda v: hessian @ v)
    found = minimize_scalar(lambda a: 0.5 * (x - a * g) @ hessian @ (x - a * g))
    assert a == pytest.approx(found.x, rel=1e-6)
    assert abs((g - a * hessian @ g) @ g) <= 1e-12 * (g @ g)


def test_from_the_worst_start_each_ratio_is_kantorovichs():
    d, x = np.array([1.0, 50.0]), np.array([50.0, 1.0])
    for _ in range(10):
        g = d * x
        new = x - exact_step(g, lambda v: d * v) * g
        assert (new @ (d * new)) / (x @ (d * x)) == pytest.approx(0.9231065, abs=5e-8)
        x = new


def test_without_curvature_the_step_is_infinite_and_without_gradient_zero():
    g = np.array([1.0, 1.0])
    assert exact_step(g, lambda v: np.array([1.0, -1.0]) * v) == math.inf
    assert exact_step(g, lambda v: -v) == math.inf
    assert exact_step(np.zeros(2), lambda v: v) == 0.0
    assert exact_step(1e-170 * g, lambda v: 4 * v) == 0.25


def test_the_values_are_those_at_the_points_and_each_is_computed_once():
    calls = {"f": 0, "grad": 0}
    d, x0 = np.array([1.0, 4.0]), np.array([2.0, -1.0])

    def f(x):
        calls["f"] += 1
        return float(x @ (d * x))

    def grad(x):
        calls["grad"] += 1
        return 2 * d * x

    values = gd_values(f, grad, x0, 8.0, 5)
    assert calls == {"f": 6, "grad": 5}
    points = gradient_descent(grad, x0, 1 / 8, 5)
    np.testing.assert_allclose(values, [f(x) for x in points], rtol=1e-14)
