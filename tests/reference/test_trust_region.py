"""The exact trust-region step by its optimality conditions, the hard case included."""

# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.trust_region import boundary_crossing, trust_region_step

seeds = st.integers(0, 2**32 - 1)


def symmetric(rng, eigenvalues):
    Q = np.linalg.qr(rng.standard_normal((len(eigenvalues), len(eigenvalues))))[0]
    B = (Q * eigenvalues) @ Q.T
    return (B + B.T) / 2, Q


def optimality_verify(g, B, delta, p, lam):
    scale = np.linalg.norm(B, 2) * delta + np.linalg.norm(g)
    assert lam >= 0
    assert np.linalg.norm(p) <= delta * (1 + 1e-12)
    assert np.linalg.norm(B @ p + lam * p + g) <= 1e-11 * scale
    assert lam * (delta - np.linalg.norm(p)) <= 1e-11 * scale
    assert np.linalg.eigvalsh(B)[0] + lam >= -1e-12 * scale / delta


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(1, 8), st.floats(1e-3, 1e3), st.floats(-5.0, 5.0))
def test_the_step_meets_the_optimality_conditions(seed, n, delta, shift):
    rng = np.random.default_rng(seed)
    B, _ = symmetric(rng, rng.standard_normal(n) + shift)
    g = rng.standard_normal(n)
    optimality_verify(g, B, delta, *trust_region_step(g, B, delta))


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(2, 6))
def test_no_random_point_of_the_ball_is_lower(seed, n):
    rng = np.random.default_rng(seed)
    B, _ = symmetric(rng, rng.standard_normal(n))
    g, delta = rng.standard_normal(n), 2.0
    p, _ = trust_region_step(g, B, delta)
    points = rng.standard_normal((200, n))
    points *= delta * rng.uniform(0, 1, (200, 1)) / np.linalg.norm(points, axis=1, keepdims=True)
    values = points @ g + np.einsum("ki,ij,kj->k", points, B, points) / 2
    assert g @ p + p @ B @ p / 2 <= values.min() + 1e-12


@pytest.mark.parametrize("size", [1e-9, 1e-12, 1e-14, 1e-16])
@pytest.mark.parametrize("lowest", [-2.0, 0.0])
def test_close_to_the_hard_case_the_conditions_still_hold(lowest, size):
    rng = np.random.default_rng(2)
    B, Q = symmetric(rng, np.array([lowest, lowest + 1e-15, 1.0, 3.0]))
    g = size * Q[:, 0] + size * Q[:, 1] + Q[:, 2]
    optimality_verify(g, B, 10.0, *trust_region_step(g, B, 10.0))


def test_a_singular_model_is_left_along_its_flat_direction():
    p, lam = trust_region_step(np.array([1e3, 0.0]), np.diag([0.0, 1.0]), 2.0)
    np.testing.assert_allclose(p, [-2.0, 0.0], atol=1e-12)
    assert lam == pytest.approx(500.0)


@pytest.mark.parametrize("lowest", [-2.0, 0.0])
def test_the_hard_case_has_an_answer(lowest):
    rng = np.random.default_rng(1)
    B, Q = symmetric(rng, np.array([lowest, 1.0, 3.0]))
    g = Q[:, 1] + Q[:, 2]
    p, lam = trust_region_step(g, B, 10.0)
    optimality_verify(g, B, 10.0, p, lam)
    assert lam == pytest.approx(-lowest, abs=1e-12)


def test_an_interior_step_is_newtons():
    g, B = np.array([1.0, 2.0]), np.array([[3.0, 1.0], [1.0, 2.0]])
    p, lam = trust_region_step(g, B, 5.0)
    np.testing.assert_allclose(p, -np.linalg.solve(B, g), atol=1e-13)
    assert lam == 0.0


def test_without_gradient_the_step_follows_negative_curvature_or_stays():
    p, lam = trust_region_step(np.zeros(2), np.diag([-3.0, 1.0]), 2.0)
    np.testing.assert_allclose(np.abs(p), [2.0, 0.0], atol=1e-12)
    assert lam == pytest.approx(3.0)
    np.testing.assert_array_equal(trust_region_step(np.zeros(2), np.zeros((2, 2)), 1.0)[0], [0, 0])


@pytest.mark.parametrize("delta", [0.0, -1.0, np.nan])
def test_a_radius_that_is_not_positive_is_refused(delta):
    with pytest.raises(ValueError, match="positive"):
        trust_region_step(np.ones(2), np.eye(2), delta)


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(1, 6), st.floats(1e-6, 1e6))
def test_both_crossings_lie_on_the_sphere(seed, n, delta):
    rng = np.random.default_rng(seed)
    z, d = rng.standard_normal(n), rng.standard_normal(n)
    z *= 0.9 * delta / np.linalg.norm(z)
    first, second = boundary_crossing(z, d, delta)
    assert first < 0 < second
    for tau in (first, second):
        assert np.linalg.norm(z + tau * d) == pytest.approx(delta, rel=1e-12)


def test_a_crossing_close_by_keeps_its_digits():
    # The textbook formula subtracts two numbers that agree to twelve digits here.
    z, d = np.array([1.0 - 1e-12, 0.0]), np.array([1e6, 0.0])
    exact = (1.0 - z[0]) / 1e6
    assert boundary_crossing(z, d, 1.0)[1] == pytest.approx(exact, rel=1e-12, abs=0)
