"""The curvature pair and Powell's damping by the identities that define them."""

# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.bfgs import bfgs_update
from reference.secant import powell_damp, secant_pair

seeds = st.integers(0, 2**32 - 1)


def spd(rng, n):
    root = rng.standard_normal((n, 2 * n))
    return root @ root.T / n + 0.1 * np.eye(n)


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(1, 6))
def test_on_a_quadratic_the_pair_is_mapped_by_its_matrix(seed, n):
    rng = np.random.default_rng(seed)
    A, x0, x1 = spd(rng, n), rng.standard_normal(n), rng.standard_normal(n)
    s, y, status = secant_pair(x0, x1, A @ x0, A @ x1)
    np.testing.assert_array_equal(s, x1 - x0)
    np.testing.assert_allclose(y, A @ s, rtol=1e-9, atol=1e-12)
    assert status == "ok"


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(1, 6), st.floats(1e-30, 1e30))
def test_the_test_for_curvature_does_not_depend_on_units(seed, n, unit):
    # torch.optim.LBFGS keeps pairs with yᵀs > 1e-10, which a change of units turns over.
    rng = np.random.default_rng(seed)
    zero, s, y = np.zeros(n), *rng.standard_normal((2, n))
    statuses = {secant_pair(zero, c * s, zero, c * y)[2] for c in (1.0, unit)}
    assert len(statuses) == 1


@pytest.mark.parametrize(("cosine", "status"), [(2e-8, "ok"), (0.5e-8, "skip"), (-0.5, "skip")])
def test_the_threshold_is_the_cosine(cosine, status):
    y = np.array([cosine, np.sqrt(1 - cosine**2)])
    zero = np.zeros(2)
    assert secant_pair(zero, np.array([1.0, 0.0]), zero, y)[2] == status
    assert secant_pair(zero, np.array([1e-12, 0.0]), zero, 1e-12 * y)[2] == status


@pytest.mark.parametrize(
    ("s", "y"), [([0, 0], [1, 0]), ([1, 0], [0, 0]), ([np.nan, 0], [1, 0]), ([1, 0], [np.nan, 1])]
)
@pytest.mark.parametrize("B", [None, np.eye(2)])
def test_an_empty_pair_and_nan_are_skipped(s, y, B):
    zero, s, y = np.zeros(2), np.array(s, float), np.array(y, float)
    if B is not None and s.any() and not y.any() and not np.isnan(s).any():
        assert secant_pair(zero, s, zero, y, B)[2] == "damped"
    else:
        assert secant_pair(zero, s, zero, y, B)[2] == "skip"


def test_infinity_is_skipped_without_a_warning():
    infinite = np.array([np.inf, 1.0])
    assert secant_pair(infinite, infinite, np.zeros(2), np.ones(2))[2] == "skip"


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(1, 6))
def test_damping_gives_a_fifth_of_the_expected_curvature_and_no_less(seed, n):
    rng = np.random.default_rng(seed)
    B, s, y = spd(rng, n), rng.standard_normal(n), rng.standard_normal(n)
    expected = s @ B @ s
    damped = powell_damp(s, y, B)
    if s @ y < 0.2 * expected:
        assert s @ damped == pytest.approx(0.2 * expected, rel=1e-10)
        # It lies on the segment from y to Bs.
        across = (damped - y) - ((damped - y) @ (B @ s - y)) / ((B @ s - y) @ (B @ s - y)) * (
            B @ s - y
        )
        assert np.linalg.norm(across) <= 1e-12 * np.linalg.norm(B @ s - y)
    else:
        np.testing.assert_array_equal(damped, y)
    assert np.linalg.eigvalsh(bfgs_update(B, s, damped))[0] > 0


def test_damping_returns_a_copy_and_refuses_an_indefinite_matrix():
    s, y = np.array([1.0, 0.0]), np.array([3.0, 1.0])
    damped = powell_damp(s, y, np.eye(2))
    assert not np.shares_memory(damped, y)
    np.testing.assert_array_equal(powell_damp(0 * s, y, np.eye(2)), y)
    with pytest.raises(ValueError, match="positive definite"):
        powell_damp(s, y, -np.eye(2))
