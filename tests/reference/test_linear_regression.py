"""Gradient descent for linear regression against its closed form and Longley's data."""

# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np
import pytest

from exercises.checking import digits_of
from reference.linear_regression import gd_lstsq
from tests.reference.goldens import goldens_read


def with_ones(X):
    return np.column_stack([np.ones(len(X)), X])


@pytest.mark.parametrize(("n", "p", "T"), [(8, 3, 0), (8, 3, 1), (8, 3, 30), (1, 1, 4), (4, 7, 9)])
def test_the_iterate_has_a_closed_form(n, p, T):
    rng = np.random.default_rng(1)
    X, y, w0 = rng.standard_normal((n, p)), rng.standard_normal(n), rng.standard_normal(p + 1)
    A, eta = with_ones(X), 0.1
    solution = w0 + np.linalg.pinv(A) @ (y - A @ w0)
    contraction = np.linalg.matrix_power(np.eye(p + 1) - eta / n * A.T @ A, T)
    want = solution + contraction @ (w0 - solution)
    np.testing.assert_allclose(gd_lstsq(X, y, eta, T, w0), want, rtol=1e-11, atol=1e-12)


def test_from_zero_it_finds_the_solution_of_least_norm():
    rng = np.random.default_rng(2)
    X = np.linalg.qr(rng.standard_normal((30, 5)))[0].T * np.sqrt(5)
    y = rng.standard_normal(5)
    w = gd_lstsq(X, y, 0.6, 80, np.zeros(31))
    np.testing.assert_allclose(w, np.linalg.pinv(with_ones(X)) @ y, atol=1e-14)


def test_a_constant_column_shares_its_weight_with_the_intercept():
    y = np.array([1.0, 2.0, 6.0])
    w = gd_lstsq(np.ones((3, 1)), y, 0.5, 10, np.zeros(2))
    np.testing.assert_allclose(w, [1.5, 1.5], rtol=1e-15)


def test_longleys_data_in_orthogonal_columns_keep_the_certified_digits():
    inputs, certified = goldens_read()["least_squares_for_longley"]
    raw, y = inputs["X"][:, 1:], inputs["y"]
    mean = raw.mean(axis=0)
    Q, R = np.linalg.qr(raw - mean)
    w = gd_lstsq(4 * Q, y, 0.5, 70, np.zeros(7))
    slopes = np.linalg.solve(R / 4, w[1:])
    assert digits_of(np.append(w[0] - mean @ slopes, slopes), certified) > 10.5
    # Raw columns: the step that the largest curvature allows is hopeless for the others.
    eta = 16 / np.linalg.norm(inputs["X"], 2) ** 2
    assert digits_of(gd_lstsq(raw, y, eta, 1000, np.zeros(7)), certified) < 0.5


def test_start_and_dtype_are_kept():
    w0 = np.zeros(2, np.float32)
    w = gd_lstsq(np.ones((2, 1), np.float32), np.ones(2, np.float32), 0.1, 3, w0)
    assert w.dtype == np.float32
    assert not w0.any()
