"""Properties of matrices and their factors, up to rounding in both precisions."""

import numpy as np
import pytest
import scipy.linalg
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.checking import (
    CheckFailed,
    expect_cholesky,
    expect_definite,
    expect_ldl,
    expect_orthogonal,
    expect_qr,
    expect_reconstructs,
    expect_symmetric,
    expect_triangular,
    tolerance_for,
)

DTYPES = ["float64", "float32"]
SEEDS = st.integers(0, 2**32 - 1)
SIZES = st.integers(1, 12)


def spd(seed, n, dtype="float64"):
    rows = np.random.default_rng(seed).standard_normal((n, n))
    return (rows @ rows.T + n * np.eye(n)).astype(dtype)


@settings(deadline=None)
@given(SEEDS, SIZES, st.sampled_from(DTYPES))
def test_symmetry_is_judged_relative_to_the_norm(seed, n, dtype):
    matrix = spd(seed, n, dtype)
    expect_symmetric(matrix, dtype=dtype)
    expect_symmetric(torch.tensor(matrix), dtype=dtype)
    bound = tolerance_for(dtype, "predicate", size=n).bound
    spoiled = matrix.astype(np.float64)
    spoiled[0, -1] += 10 * bound * np.linalg.norm(spoiled)
    if n > 1:
        with pytest.raises(CheckFailed, match="differs from its transpose"):
            expect_symmetric(spoiled, dtype=dtype)


@settings(deadline=None)
@given(SEEDS, st.integers(2, 10), st.sampled_from(DTYPES))
def test_a_singular_matrix_is_semidefinite_and_not_more(seed, n, dtype):
    rows = np.random.default_rng(seed).standard_normal((n, n - 1)).astype(dtype)
    matrix = rows @ rows.T
    expect_definite(matrix, dtype=dtype)
    expect_definite(spd(seed, n, dtype), strictly=True, dtype=dtype)
    with pytest.raises(CheckFailed, match="positive definite"):
        expect_definite(matrix, strictly=True, dtype=dtype)
    bound = 10 * tolerance_for(dtype, "predicate", size=n).bound * np.linalg.norm(matrix, 2)
    with pytest.raises(CheckFailed, match="smallest eigenvalue of the matrix is -"):
        expect_definite(matrix - bound * np.eye(n, dtype=dtype), dtype=dtype)


@settings(deadline=None)
@given(SEEDS, SIZES, st.sampled_from(DTYPES))
def test_orthonormal_columns_may_be_fewer_than_rows(seed, n, dtype):
    rows = np.random.default_rng(seed).standard_normal((n + 2, n)).astype(dtype)
    columns = np.linalg.qr(rows)[0]
    expect_orthogonal(columns, dtype=dtype)
    for got in (columns * 1.001, columns.T, columns * 0, columns * np.nan):
        with pytest.raises(CheckFailed):
            expect_orthogonal(got, dtype=dtype)


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_factors_of_lapack_pass(dtype):
    matrix = spd(3, 30, dtype)
    lower = np.linalg.cholesky(matrix)
    expect_cholesky(lower, matrix, dtype=dtype)
    unit = lower / np.diagonal(lower)
    expect_ldl(unit, np.diagonal(lower) ** 2, matrix, dtype=dtype)
    expect_ldl(unit, np.diag(np.diagonal(lower) ** 2), matrix, dtype=dtype)
    tall = np.random.default_rng(4).standard_normal((40, 12)).astype(dtype)
    q, r = np.linalg.qr(tall)
    signs = np.sign(np.diagonal(r))
    expect_qr(q * signs, signs[:, None] * r, tall, dtype=dtype)


def test_a_block_diagonal_middle_factor_passes_and_a_larger_block_does_not():
    middle = scipy.linalg.block_diag(np.array([[0.0, 2.0], [2.0, 0.0]]), 3.0)
    lower = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.5, -4.0, 1.0]])
    matrix = lower @ middle @ lower.T
    expect_ldl(lower, middle, matrix)
    matrix = matrix + 1.0
    with pytest.raises(CheckFailed, match="block larger than"):
        expect_ldl(np.eye(3), matrix, matrix)


def test_what_is_no_cholesky_factor_is_told_why():
    matrix = spd(5, 4)
    lower = np.linalg.cholesky(matrix)
    for got, said in (
        (lower.T, r"above its diagonal, at entry \[0, \d\]"),
        (-lower, "the diagonal of L has the entry -"),
        (1.001 * lower, "LLᵀ misses the matrix by a relative 2e-03"),
        (lower * np.nan, "L is NaN"),
        (lower[:3, :3], r"LLᵀ has shape \(3, 3\)"),
        (lower[:, :3], "a square matrix is returned"),
        (lower + 0j, "L is complex"),
        (np.zeros((4, 4)), "the diagonal of L has the entry 0"),
    ):
        with pytest.raises(CheckFailed, match=f"(?i){said}"):
            expect_cholesky(got, matrix)


def test_a_unit_diagonal_is_all_ones():
    expect_triangular(np.eye(3), diagonal="unit")
    with pytest.raises(CheckFailed, match=r"has the entry 1\.5\. The rule: its diagonal is all"):
        expect_triangular(np.diag([1.0, 1.5]), diagonal="unit")
    with pytest.raises(
        CheckFailed, match=r"^The factor is 1 below its diagonal, at entry \[1, 0\]"
    ):
        expect_triangular(np.tril(np.ones((3, 3))), lower=False)


def test_factors_that_do_not_multiply_fail():
    with pytest.raises(CheckFailed, match="do not multiply"):
        expect_reconstructs((np.ones((2, 3)), np.ones((2, 3))), np.ones((2, 3)))
    expect_reconstructs((np.eye(2),), np.eye(2))
    expect_reconstructs((np.zeros((2, 1)), np.zeros((1, 2))), np.zeros((2, 2)))
    with pytest.raises(CheckFailed, match="misses the matrix by"):
        expect_reconstructs((np.ones((2, 1)), np.ones((1, 2))), np.zeros((2, 2)))


def test_empty_matrices_hold_everything():
    empty = np.empty((0, 0))
    expect_definite(empty, strictly=True)
    expect_cholesky(empty, empty)
