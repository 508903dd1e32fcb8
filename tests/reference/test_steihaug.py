"""Truncated conjugate gradients against the exact step, with every product counted."""

# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.dogleg import cauchy_point
from reference.steihaug import steihaug
from reference.trust_region import trust_region_step

seeds = st.integers(0, 2**32 - 1)


class Counted:
    def __init__(self, B):
        self.B, self.calls = B, 0

    def __call__(self, v):
        self.calls += 1
        return self.B @ v


def problem(seed, n, shift):
    rng = np.random.default_rng(seed)
    root = rng.standard_normal((n, n))
    return rng.standard_normal(n), root @ root.T / n + shift * np.eye(n)


def model(g, B, p):
    return g @ p + p @ B @ p / 2


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(1, 10), st.floats(1e-2, 1e2), st.floats(-2.0, 2.0))
def test_the_step_is_as_good_as_promised(seed, n, delta, shift):
    g, B = problem(seed, n, shift)
    operator = Counted(B)
    tol = 1e-10 * np.linalg.norm(g)
    p, status = steihaug(g, operator, delta, tol)
    assert operator.calls <= n + 1
    assert np.linalg.norm(p) <= delta * (1 + 1e-12)
    cauchy = model(g, B, cauchy_point(g, B, delta))
    assert model(g, B, p) <= cauchy + 1e-12 * abs(cauchy)
    exact = model(g, B, trust_region_step(g, B, delta)[0])
    assert exact - 1e-10 * abs(exact) <= model(g, B, p)
    if status == "interior":
        assert np.linalg.norm(B @ p + g) <= 10 * tol
        assert model(g, B, p) == pytest.approx(exact, rel=1e-9)
    if status in {"boundary", "neg_curv"}:
        assert np.linalg.norm(p) == pytest.approx(delta, rel=1e-12)


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(2, 8))
def test_a_longer_run_is_never_higher(seed, n):
    g, B = problem(seed, n, -0.3)
    delta = 3.0
    values, lengths = [0.0], [0.0]
    residuals = np.geomspace(1, 1e-8, 9) * np.linalg.norm(g)
    for tol in residuals:
        p, _ = steihaug(g, lambda v: B @ v, delta, tol)
        values.append(model(g, B, p))
        lengths.append(np.linalg.norm(p))
    assert all(np.diff(values) <= 1e-12)
    assert all(np.diff(lengths) >= -1e-12)


def test_half_of_the_best_decrease_is_certain_for_a_convex_model():
    # Yuan (2000): for convex models the truncated step has at least half the exact decrease.
    for seed in range(40):
        g, B = problem(seed, 6, 0.01)
        p, _ = steihaug(g, lambda v, B=B: B @ v, 0.5, 1e-12)
        exact, _ = trust_region_step(g, B, 0.5)
        assert model(g, B, p) <= model(g, B, exact) / 2


def test_the_hard_case_gives_a_number():
    B, g = np.diag([-2.0, 1.0, 3.0]), np.array([0.0, 1.0, 1.0])
    p, status = steihaug(g, lambda v: B @ v, 10.0, 1e-10)
    assert status == "interior"
    np.testing.assert_allclose(p, [0.0, -1.0, -1 / 3], atol=1e-12)


def test_negative_curvature_is_followed_to_the_boundary():
    B, g = np.diag([1.0, -1.0]), np.array([1.0, 0.5])
    p, status = steihaug(g, lambda v: B @ v, 4.0, 1e-10)
    assert status == "neg_curv"
    assert np.linalg.norm(p) == pytest.approx(4.0, rel=1e-14)


@pytest.mark.parametrize("tol", [0.0, 1e-8])
def test_no_gradient_takes_no_product(tol):
    operator = Counted(np.eye(3))
    p, status = steihaug(np.zeros(3), operator, 1.0, tol)
    np.testing.assert_array_equal(p, np.zeros(3))
    assert (status, operator.calls) == ("interior", 0)


def test_a_tolerance_out_of_reach_ends_with_the_budget():
    g, B = problem(1, 8, 0.1)
    operator = Counted(B)
    _, status = steihaug(g, operator, 1e6, 0.0)
    assert (status, operator.calls) == ("budget", 9)


def test_inputs_are_left_alone():
    g = np.array([1.0, 2.0])
    steihaug(g, lambda v: 2 * v, 5.0, 1e-12)
    np.testing.assert_array_equal(g, [1.0, 2.0])
    with pytest.raises(ValueError, match="positive"):
        steihaug(g, lambda v: v, -1.0, 1e-12)
