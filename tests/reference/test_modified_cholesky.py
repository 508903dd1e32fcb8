"""Modified Cholesky by its contract: any valid shift would do, so no number is compared."""

# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.modified_cholesky import modified_cholesky

BETA = 1e-3


def symmetric(seed, n, scale):
    matrix = scale * np.random.default_rng(seed).standard_normal((n, n))
    return (matrix + matrix.T) / 2


def contract_verify(H):
    before = H.copy()
    L, tau = modified_cholesky(H)
    n = len(H)
    np.testing.assert_array_equal(H, before)
    np.testing.assert_array_equal(L, np.tril(L))
    assert (np.diagonal(L) > 0).all()
    shifted = H + tau * np.eye(n)
    assert np.linalg.norm(L @ L.T - shifted) <= 1e-12 * max(np.linalg.norm(shifted), BETA)
    smallest = np.linalg.eigvalsh(H)[0]
    assert 0 <= tau <= 2.01 * max(0.0, -smallest) + BETA
    assert tau == 0 or np.linalg.eigvalsh(shifted)[0] >= 0.99e-3 * tau


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 8), st.sampled_from([1e-6, 1.0, 1e6]))
def test_the_factor_belongs_to_the_shifted_matrix(seed, n, scale):
    contract_verify(symmetric(seed, n, scale))


@pytest.mark.parametrize(
    "H",
    [
        np.zeros((3, 3)),
        np.array([[1.0, 2.0], [2.0, 1.0]]),
        np.diag([10.0, 3.0, -1.0]),
        np.array([[4.0, 2.0, 1.0], [2.0, 6.0, 3.0], [1.0, 3.0, -0.004]]),
    ],
)
def test_known_hard_matrices_are_factorised_with_room_to_spare(H):
    contract_verify(H)
    L, _ = modified_cholesky(H)
    assert np.linalg.cond(L @ L.T) < 1e10


def test_a_positive_definite_matrix_is_left_alone():
    Q = np.linalg.qr(np.random.default_rng(1).standard_normal((6, 6)))[0]
    H = (Q * np.geomspace(1.0, 1e-6, 6)) @ Q.T
    H = (H + H.T) / 2
    L, tau = modified_cholesky(H)
    assert tau == 0.0
    np.testing.assert_array_equal(L, np.linalg.cholesky(H))


def test_the_step_is_a_descent_direction():
    rng = np.random.default_rng(2)
    H, g = symmetric(3, 6, 1.0), rng.standard_normal(6)
    L, tau = modified_cholesky(H)
    step = -np.linalg.solve(L @ L.T, g)
    assert tau > 0
    assert g @ step < -1e-10 * np.linalg.norm(g) * np.linalg.norm(step)


def test_float32_is_kept():
    assert modified_cholesky(symmetric(4, 5, 1.0).astype(np.float32))[0].dtype == np.float32


@pytest.mark.parametrize(
    ("H", "beta"), [(np.array([[np.nan]]), 1e-3), (np.eye(2), 0.0), (np.eye(2), np.nan)]
)
def test_inputs_without_an_answer_are_refused(H, beta):
    with pytest.raises(ValueError, match=r"NaN|positive"):
        modified_cholesky(H, beta)


def test_a_shift_that_only_just_succeeds_is_not_taken():
    # By luck of rounding the last pivot of the singular matrix comes out positive.
    H = np.array([[1.0, 2.0], [2.0, 1.0]])
    assert (np.diagonal(np.linalg.cholesky(H + np.eye(2))) > 0).all()
    assert modified_cholesky(H, beta=1.0)[1] == 2.0
