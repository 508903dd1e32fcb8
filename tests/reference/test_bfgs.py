"""BFGS updates against SciPy's strategy and against the identities that define them."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import BFGS

from reference.bfgs import bfgs_inverse, bfgs_inverse_update, bfgs_update

seeds = st.integers(0, 2**32 - 1)


def curved_pair(rng, n):
    """A pair with positive curvature, from a random positive definite Hessian."""
    root = rng.standard_normal((n, n)) + 2 * n * np.eye(n)
    s = rng.standard_normal(n)
    return s, root @ root.T @ s / n**2


def spd(rng, n):
    root = rng.standard_normal((n, 2 * n))
    return root @ root.T / n + np.eye(n)


@pytest.mark.parametrize(
    ("update", "kind"), [(bfgs_update, "hess"), (bfgs_inverse_update, "inv_hess")]
)
def test_a_sequence_of_updates_agrees_with_scipy(update, kind):
    rng = np.random.default_rng(1)
    n = 6
    strategy = BFGS(init_scale=1.0)
    strategy.initialize(n, kind)
    matrix = np.eye(n)
    for _ in range(5):
        s, y = curved_pair(rng, n)
        strategy.update(s, y)
        matrix = update(matrix, s, y)
    np.testing.assert_allclose(matrix, strategy.get_matrix(), rtol=1e-11, atol=1e-12)


@settings(deadline=None)
@given(seeds, st.integers(1, 8))
def test_the_update_obeys_secant_determinant_and_rank(seed, n):
    rng = np.random.default_rng(seed)
    B, (s, y) = spd(rng, n), curved_pair(rng, n)
    updated = bfgs_update(B, s, y)
    np.testing.assert_allclose(updated @ s, y, rtol=1e-9, atol=1e-10)
    np.testing.assert_allclose(updated, updated.T, rtol=1e-12)
    assert np.linalg.eigvalsh(updated)[0] > 0
    assert np.linalg.matrix_rank(updated - B, tol=1e-9) <= 2
    expected = np.linalg.det(B) * (y @ s) / (s @ B @ s)
    np.testing.assert_allclose(np.linalg.det(updated), expected, rtol=1e-8)


@settings(deadline=None)
@given(seeds, st.integers(1, 8))
def test_the_two_updates_stay_inverse_to_each_other(seed, n):
    rng = np.random.default_rng(seed)
    B, (s, y) = spd(rng, n), curved_pair(rng, n)
    product = bfgs_update(B, s, y) @ bfgs_inverse_update(np.linalg.inv(B), s, y)
    np.testing.assert_allclose(product, np.eye(n), atol=1e-8)


@pytest.mark.parametrize("update", [bfgs_update, bfgs_inverse_update])
def test_a_pair_without_curvature_is_skipped_and_the_matrix_copied(update):
    matrix, s = np.eye(3), np.array([1.0, 0.0, 0.0])
    for y in (-s, np.zeros(3), np.array([0.0, 1.0, 0.0])):
        updated = update(matrix, s, y)
        np.testing.assert_array_equal(updated, np.eye(3))
        assert not np.shares_memory(updated, matrix)


def test_the_update_leaves_its_inputs_alone():
    rng = np.random.default_rng(2)
    matrix, (s, y) = spd(rng, 4), curved_pair(rng, 4)
    before = [array.copy() for array in (matrix, s, y)]
    bfgs_update(matrix, s, y)
    bfgs_inverse_update(matrix, s, y)
    for array, copy in zip((matrix, s, y), before, strict=True):
        np.testing.assert_array_equal(array, copy)


def test_no_pairs_give_a_copy_of_the_initial_matrix():
    initial = 0.3 * np.eye(2)
    result = bfgs_inverse(initial, [])
    np.testing.assert_array_equal(result, initial)
    assert not np.shares_memory(result, initial)


def test_n_conjugate_pairs_give_the_inverse_hessian():
    rng = np.random.default_rng(3)
    A = spd(rng, 5)
    steps = np.linalg.inv(np.linalg.cholesky(A))
    H = bfgs_inverse(np.eye(5), zip(steps, steps @ A, strict=True))
    np.testing.assert_allclose(H, np.linalg.inv(A), rtol=1e-9)
