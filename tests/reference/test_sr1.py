"""The symmetric rank-one update against SciPy's strategy and its defining identities."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import SR1

from reference.sr1 import sr1_update

seeds = st.integers(0, 2**32 - 1)


def test_a_sequence_of_updates_agrees_with_scipy():
    rng = np.random.default_rng(1)
    strategy = SR1(init_scale=1.0)
    strategy.initialize(6, "hess")
    B = np.eye(6)
    for _ in range(8):
        s, y = rng.standard_normal((2, 6))
        strategy.update(s, y)
        B = sr1_update(B, s, y)
    np.testing.assert_allclose(B, strategy.get_matrix(), rtol=1e-9, atol=1e-10)


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(2, 6))
def test_the_change_has_rank_one_and_meets_the_secant_equation(seed, n):
    rng = np.random.default_rng(seed)
    B = rng.standard_normal((n, n))
    B, (s, y) = B + B.T, rng.standard_normal((2, n))
    updated = sr1_update(B, s, y)
    scale = np.linalg.norm(updated) * np.linalg.norm(s) + np.linalg.norm(y)
    assert np.linalg.norm(updated @ s - y) <= 1e-13 * scale
    np.testing.assert_allclose(updated, updated.T)
    assert np.linalg.matrix_rank(updated - B, tol=1e-9 * np.linalg.norm(updated)) == 1


def test_n_independent_steps_find_the_hessian_of_a_quadratic():
    rng = np.random.default_rng(2)
    A = rng.standard_normal((5, 5))
    A, B = A + A.T, np.eye(5)
    for s in rng.standard_normal((5, 5)):
        B = sr1_update(B, s, A @ s)
    np.testing.assert_allclose(B, A, atol=1e-9)


@pytest.mark.parametrize("y", [[1.0, 0.0], [1.0, 1.0], [1.0 + 1e-9, 1.0]])
def test_a_small_denominator_is_skipped(y):
    B = np.eye(2)
    updated = sr1_update(B, np.array([1.0, 0.0]), np.array(y))
    np.testing.assert_array_equal(updated, np.eye(2))
    assert not np.shares_memory(updated, B)


def test_negative_curvature_is_taken_in():
    assert np.linalg.eigvalsh(sr1_update(np.eye(2), np.array([1.0, 0]), np.array([-3.0, 0])))[0] < 0
