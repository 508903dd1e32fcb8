"""Inertia against known eigenvalues, Sylvester's law and matrices without a single pivot."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.inertia import inertia


@settings(deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.lists(st.sampled_from([-3.0, -1.0, 0.0, 0.5, 2.0]), min_size=1, max_size=12),
)
def test_signs_survive_a_change_of_variables(seed, eigenvalues):
    rng = np.random.default_rng(seed)
    n, d = len(eigenvalues), np.array(eigenvalues)
    T = np.linalg.qr(rng.standard_normal((n, n)))[0] * rng.uniform(0.5, 2.0, n)
    want = int((d > 0).sum()), int((d == 0).sum()), int((d < 0).sum())
    for c in (1e-100, 1.0, 1e100):
        H = c * T.T @ np.diag(d) @ T
        assert inertia((H + H.T) / 2) == want


def test_a_zero_diagonal_takes_blocks():
    assert inertia(np.fliplr(np.eye(6))) == (3, 0, 3)
    rng = np.random.default_rng(1)
    B = rng.standard_normal((2, 5))
    kkt = np.block([[np.zeros((2, 2)), B], [B.T, np.eye(5)]])
    assert inertia(kkt) == (5, 0, 2)


def test_blocks_that_only_rounding_made_count_as_zeros():
    rng = np.random.default_rng(2)
    for _ in range(50):
        Q = np.linalg.qr(rng.standard_normal((12, 12)))[0]
        d = np.array([1.0] * 5 + [0.0] * 4 + [-2.0] * 3)
        H = (Q * d) @ Q.T
        assert inertia((H + H.T) / 2) == (5, 4, 3)


@pytest.mark.parametrize("n", [1, 7, 40])
def test_shifts_count_the_eigenvalues_of_the_second_difference(n):
    H = 2 * np.eye(n) - np.eye(n, k=1) - np.eye(n, k=-1)
    exact = 2 - 2 * np.cos(np.arange(1, n + 1) * np.pi / (n + 1))
    for shift in np.linspace(0.01, 3.98, 7):
        below = int((exact < shift).sum())
        assert inertia(H - shift * np.eye(n)) == (n - below, 0, below)


def test_zero_and_what_is_not_finite():
    assert inertia(np.zeros((3, 3))) == (0, 3, 0)
    with pytest.raises(ValueError, match="finite"):
        inertia(np.diag([1.0, np.nan]))
