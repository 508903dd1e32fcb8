"""Cauchy point and dogleg by closed forms and the properties that define them."""

# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from reference.dogleg import cauchy_point, dogleg
from reference.trust_region import trust_region_step

seeds = st.integers(0, 2**32 - 1)


def model(g, B, p):
    return g @ p + p @ B @ p / 2


def problem(seed, n, definite):
    rng = np.random.default_rng(seed)
    root = rng.standard_normal((n, n))
    B = root @ root.T / n + 0.1 * np.eye(n) if definite else root + root.T
    return rng.standard_normal(n), B


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(1, 6), st.floats(1e-3, 1e3), st.booleans())
def test_the_cauchy_point_is_lowest_along_the_gradient(seed, n, delta, definite):
    g, B = problem(seed, n, definite)
    u = g / np.linalg.norm(g)
    p = cauchy_point(g, B, delta)
    length = np.linalg.norm(p)
    np.testing.assert_allclose(p, -length * u, rtol=1e-12)
    assert length <= delta * (1 + 1e-14)
    best = minimize_scalar(
        lambda t: model(g, B, -t * u), bounds=(0, delta), options={"xatol": 1e-10 * delta}
    ).fun
    assert model(g, B, p) <= best + 1e-9 * abs(best)


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(1, 6), st.floats(1e-3, 1e3), st.booleans())
def test_the_dogleg_stays_inside_and_below_the_cauchy_point(seed, n, delta, definite):
    g, B = problem(seed, n, definite)
    p = dogleg(g, B, delta)
    assert np.linalg.norm(p) <= delta * (1 + 1e-14)
    cauchy = model(g, B, cauchy_point(g, B, delta))
    assert model(g, B, p) <= cauchy + 1e-13 * abs(cauchy)
    exact, _ = trust_region_step(g, B, delta)
    assert model(g, B, exact) <= model(g, B, p) + 1e-12 * abs(cauchy)


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(2, 6))
def test_the_step_grows_with_the_radius_from_steepest_descent_to_newton(seed, n):
    g, B = problem(seed, n, definite=True)
    newton = -np.linalg.solve(B, g)
    longest = np.linalg.norm(newton)
    lengths = [np.linalg.norm(dogleg(g, B, delta)) for delta in np.linspace(0.01, 2, 60) * longest]
    assert all(np.diff(lengths) >= -1e-12 * longest)
    np.testing.assert_allclose(dogleg(g, B, 2 * longest), newton, rtol=1e-8, atol=1e-9)
    short = dogleg(g, B, 1e-9 * longest)
    np.testing.assert_allclose(short / np.linalg.norm(short), -g / np.linalg.norm(g), rtol=1e-9)


def test_between_the_legs_it_agrees_with_a_dense_search_of_the_path():
    g, B = np.array([1.0, 1.0]), np.diag([1.0, 10.0])
    bend, newton = -(g @ g) / (g @ B @ g) * g, -g / np.diag(B)
    delta = 0.6
    t = np.linspace(0, 1, 2_000_001)[:, None]
    path = bend + t * (newton - bend)
    last = path[np.linalg.norm(path, axis=1) <= delta][-1]
    np.testing.assert_allclose(dogleg(g, B, delta), last, atol=1e-6)
    assert np.linalg.norm(dogleg(g, B, delta)) == pytest.approx(delta, rel=1e-14)


@pytest.mark.parametrize("B", [-np.eye(2), np.zeros((2, 2)), np.diag([-9.0, 1.0])])
def test_curvature_that_is_not_positive_leads_to_the_boundary(B):
    g = np.array([3.0, 4.0])
    np.testing.assert_allclose(dogleg(g, B, 2.0), -2 * g / 5, rtol=1e-15)


def test_an_indefinite_model_with_curvature_along_the_gradient_falls_back_to_cauchy():
    g, B = np.array([1.0, 0.1]), np.diag([4.0, -1.0])
    np.testing.assert_array_equal(dogleg(g, B, 5.0), cauchy_point(g, B, 5.0))


def test_no_gradient_gives_no_step_and_a_bad_radius_an_error():
    np.testing.assert_array_equal(dogleg(np.zeros(2), np.eye(2), 1.0), np.zeros(2))
    with pytest.raises(ValueError, match="positive"):
        dogleg(np.ones(2), np.eye(2), 0.0)
