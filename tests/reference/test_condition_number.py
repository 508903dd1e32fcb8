"""Lanczos estimates of the condition number against dense eigenvalues."""

# ruff: noqa: N803, N806 (matrices keep their capital letters)

import math

import numpy as np
import pytest

from reference.condition_number import condition_estimate


def definite(eigenvalues, seed=0):
    n = len(eigenvalues)
    Q = np.linalg.qr(np.random.default_rng(seed).standard_normal((n, n)))[0]
    A = (Q * eigenvalues) @ Q.T
    return (A + A.T) / 2


def estimate(A, k, seed=0):
    calls = []

    def product(v):
        calls.append(1)
        return A @ v

    value = condition_estimate(product, len(A), k, seed)
    assert len(calls) <= k
    return value


def test_thirty_products_find_a_thousand_where_the_small_end_is_isolated():
    A = definite(np.concatenate([[1.0], np.linspace(50, 1000, 199)]))
    values = np.linalg.eigvalsh(A)
    exact = values[-1] / values[0]
    for seed in range(5):
        got = estimate(A, 30, seed)
        assert 0.95 * exact <= got <= exact * (1 + 1e-10)


def test_an_even_spectrum_needs_more_and_is_never_overestimated():
    A = definite(np.linspace(1, 1000, 200))
    few, more = estimate(A, 20), estimate(A, 60)
    assert few < 700 < more <= 1000 * (1 + 1e-10)


@pytest.mark.parametrize("c", [1e-12, 1.0, 1e12])
def test_all_steps_are_exact_in_any_unit(c):
    A = definite(np.array([0.5, 2.0, 2.0, 7.0, 40.0]))
    assert estimate(c * A, 5) == pytest.approx(80, rel=1e-12)
    assert estimate(c * A, 9) == pytest.approx(80, rel=1e-12)


def test_one_eigenvalue_and_one_dimension_give_one():
    assert estimate(3 * np.eye(6), 4) == pytest.approx(1, rel=1e-14)
    assert estimate(np.array([[2.0]]), 1) == 1


def test_singular_is_infinite_and_nearly_singular_is_not():
    assert estimate(definite(np.array([0.0, 1.0, 3.0])), 3) == math.inf
    assert estimate(np.zeros((3, 3)), 3) == math.inf
    assert estimate(definite(np.geomspace(1e-10, 1, 12)), 12) == pytest.approx(1e10, rel=1e-4)


def test_jacobi_preconditioning_undoes_a_diagonal_scaling():
    M = definite(np.linspace(1, 5, 20)) / 3
    D = np.geomspace(1e-3, 1e3, 20)
    A = D[:, None] * M * D
    scale = 1 / np.sqrt(np.diag(A))
    assert estimate(A, 20) > 1e8
    assert estimate(scale[:, None] * A * scale, 20) < 12


def test_negative_eigenvalues_and_no_steps_are_refused():
    with pytest.raises(ValueError, match="negative"):
        estimate(np.diag([1.0, -0.1]), 2)
    with pytest.raises(ValueError, match="at least 1"):
        estimate(np.eye(2), 0)
