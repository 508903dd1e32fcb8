"""Signs, order and bases are free in eigenvectors, and nothing else is."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.checking import (
    CheckFailed,
    Tolerance,
    expect_eigenpairs,
    expect_same_subspace,
    expect_same_up_to_sign,
    tolerance_for,
)

DTYPES = ["float64", "float32"]
SEEDS = st.integers(0, 2**32 - 1)
TOLERANCE = tolerance_for("float64", "subspace", condition=10)


def orthogonal(rng, n):
    return np.linalg.qr(rng.standard_normal((n, n)))[0]


def symmetric(rng, n, dtype="float64"):
    basis = orthogonal(rng, n)
    matrix = (basis * np.linspace(-1, 2, n)) @ basis.T
    return ((matrix + matrix.T) / 2).astype(dtype)


@settings(deadline=None)
@given(SEEDS, st.integers(2, 8))
def test_any_basis_of_a_subspace_will_do(seed, n):
    rng = np.random.default_rng(seed)
    k = n // 2
    basis = orthogonal(rng, n)[:, :k]
    mixed = basis @ orthogonal(rng, k) * rng.uniform(0.5, 2.0, k)
    expect_same_subspace(mixed, basis, tolerance=TOLERANCE)
    expect_same_subspace(basis[:, ::-1] * -1, basis, tolerance=TOLERANCE)


@settings(deadline=None)
@given(SEEDS, st.integers(2, 8))
def test_a_turned_subspace_fails(seed, n):
    rng = np.random.default_rng(seed)
    full = orthogonal(rng, n)
    basis, outside = full[:, :1], full[:, 1:2]
    turned = basis + 10 * TOLERANCE.bound * outside
    for got in (turned, outside, 0 * basis, basis * math.nan, full[:, :2], basis[:-1]):
        with pytest.raises(CheckFailed):
            expect_same_subspace(got, basis, tolerance=TOLERANCE)


def test_a_basis_of_too_low_rank_fails():
    basis = np.eye(3)[:, :2]
    with pytest.raises(CheckFailed, match="are dependent"):
        expect_same_subspace(basis[:, [0, 0]], basis, tolerance=TOLERANCE)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("n", [1, 2, 40])
def test_the_eigenpairs_of_lapack_pass_in_any_order_and_sign(dtype, n):
    rng = np.random.default_rng(n)
    matrix = symmetric(rng, n, dtype)
    values, vectors = np.linalg.eigh(matrix)
    order, signs = rng.permutation(n), rng.choice([-1, 1], n).astype(dtype)
    expect_eigenpairs(matrix, values, vectors)
    expect_eigenpairs(matrix, values[order], (vectors * signs)[:, order])
    expect_eigenpairs(matrix, values[:1], vectors[:, :1], want=values[:1])


def test_a_repeated_eigenvalue_leaves_its_basis_free():
    rng = np.random.default_rng(0)
    basis = orthogonal(rng, 4)
    matrix = basis @ np.diag([1.0, 1.0, 1.0, 3.0]) @ basis.T
    vectors = basis.copy()
    vectors[:, :3] = vectors[:, :3] @ orthogonal(rng, 3)
    expect_eigenpairs((matrix + matrix.T) / 2, np.array([1.0, 1.0, 1.0, 3.0]), vectors)


def test_what_are_no_eigenpairs_is_told_why():
    matrix = symmetric(np.random.default_rng(1), 6)
    values, vectors = np.linalg.eigh(matrix)
    for got, basis, said in (
        (values[::-1], vectors, "relative residual"),
        (values * (1 + 1e-10), vectors, "relative residual"),
        (values, vectors * 2, "miss orthonormality"),
        (values, np.repeat(vectors[:, :1], 6, axis=1), "miss orthonormality"),
        (values * math.nan, vectors, "NaN"),
        (values, vectors * math.nan, "NaN"),
        (values, vectors[:, :5], "has shape"),
        (values, np.zeros((6, 6)), "miss orthonormality"),
    ):
        with pytest.raises(CheckFailed, match=said):
            expect_eigenpairs(matrix, got, basis)
    with pytest.raises(CheckFailed, match="by Weyl's theorem"):
        expect_eigenpairs(matrix, values[1:2], vectors[:, 1:2], want=values[:1])


@settings(deadline=None)
@given(SEEDS, st.integers(1, 6))
def test_each_column_has_a_sign_of_its_own(seed, n):
    rng = np.random.default_rng(seed)
    want = orthogonal(rng, n)
    signs = rng.choice([-1.0, 1.0], n)
    tolerance = tolerance_for("float64", "recursion", size=n)
    expect_same_up_to_sign(want * signs, want, tolerance=tolerance, what="V")
    expect_same_up_to_sign(-want[0], want[0], tolerance=tolerance, what="v")
    expect_same_up_to_sign(-want, want, tolerance=tolerance, joint=True, what="V")
    away = 10 * tolerance.bound * np.sqrt(n) * orthogonal(rng, n)
    for got in (want * signs + away, 0 * want, want * math.nan, want[:, :-1], want + 0j):
        with pytest.raises(CheckFailed):
            expect_same_up_to_sign(got, want, tolerance=tolerance, what="V")


def test_a_joint_sign_is_one_for_all_columns():
    want = np.eye(3)
    with pytest.raises(CheckFailed):
        expect_same_up_to_sign(
            want * [1, -1, 1], want, tolerance=Tolerance(1e-9, "a test"), joint=True, what="V"
        )


def test_singular_vectors_change_sign_together():
    rng = np.random.default_rng(2)
    u, _, vt = np.linalg.svd(rng.standard_normal((5, 3)), full_matrices=False)
    signs = np.array([1.0, -1.0, -1.0])
    tolerance = tolerance_for("float64", "recursion")
    expect_same_up_to_sign(
        (u * signs, vt.T * signs), (u, vt.T), tolerance=tolerance, what="U and V"
    )
    for got in ((u * signs, vt.T), (u,), None, (u, vt.T * math.nan)):
        with pytest.raises(CheckFailed):
            expect_same_up_to_sign(got, (u, vt.T), tolerance=tolerance, what="U and V")


def test_eigenvalues_that_are_no_vector_of_numbers_are_said_to_be_none():
    matrix = np.diag([1.0, 2.0])
    with pytest.raises(CheckFailed, match=r"^The eigenvalues is NaN at entry \[1\]"):
        expect_eigenpairs(matrix, np.array([1.0, math.nan]), np.eye(2))
    with pytest.raises(CheckFailed, match=r"^The eigenvalues has shape \(2, 1\)"):
        expect_eigenpairs(matrix, np.array([[1.0], [2.0]]), np.eye(2))


def test_columns_that_are_no_real_numbers_are_said_to_be_none():
    tolerance = tolerance_for("float64", "recursion")
    for got, said in ((np.array([1j, 0]), "^V is complex"), (np.array([math.nan, 0]), "^V is NaN")):
        with pytest.raises(CheckFailed, match=said):
            expect_same_up_to_sign(got, np.array([1.0, 0.0]), tolerance=tolerance, what="V")
