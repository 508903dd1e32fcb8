"""The nullity against NumPy's rank, and against constructions whose null space is known."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import pytest

from reference.nullity import nullity


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_it_is_what_the_rank_of_numpy_leaves(dtype):
    rng = np.random.default_rng(0)
    for p, rank in ((20, 20), (30, 7), (40, 39), (25, 0)):
        root = rng.standard_normal((rank, p)).astype(dtype)
        H = root.T @ root
        assert nullity(H) == p - rank == p - np.linalg.matrix_rank(H, hermitian=True)


def test_least_squares_with_more_parameters_than_data_leaves_the_difference():
    X = np.random.default_rng(1).standard_normal((12, 50))
    assert nullity(2 / 12 * X.T @ X) == 50 - 12


def test_sign_scale_and_basis_do_not_matter():
    rng = np.random.default_rng(2)
    Q = np.linalg.qr(rng.standard_normal((20, 20)))[0]
    eigenvalues = np.concatenate((rng.uniform(1, 2, 9), -rng.uniform(1, 2, 6), np.zeros(5)))
    for scale in (1e-12, 1.0, -1e12):
        assert nullity(scale * (Q * eigenvalues) @ Q.T) == 5


def test_the_threshold_is_relative_and_counts_equality():
    assert nullity(np.diag([1e-3, 1e-5, 1.0]), 1e-4) == 1
    assert nullity(np.diag([-4.0, 1.0]), 0.25) == 1


def test_a_zero_matrix_and_an_empty_one():
    assert nullity(np.zeros((3, 3))) == 3
    assert nullity(np.zeros((0, 0))) == 0


def test_what_is_no_matrix_of_numbers_is_refused():
    for H in (np.ones((2, 3)), np.ones(3), np.diag([1.0, np.nan])):
        with pytest.raises(ValueError, match=r"H (must be square|is not finite)"):
            nullity(H)
