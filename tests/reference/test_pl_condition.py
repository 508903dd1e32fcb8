"""The PL constant against known ones."""

# ruff: noqa: N806 (matrices keep their capital letters)

import math

import numpy as np
import pytest

from reference.pl_condition import pl_constant


def wavy(x):
    return float(x[0] ** 2 + 3 * np.sin(x[0]) ** 2)


def wavy_grad(x):
    return 2 * x + 3 * np.sin(2 * x)


def test_the_constant_of_the_wavy_parabola():
    # Karimi, Nutini & Schmidt give 1/32; that is only a safe bound.
    points = np.concatenate([np.linspace(-10, 10, 2001), 2.2017 + np.linspace(-1e-3, 1e-3, 21)])
    assert pl_constant(wavy, wavy_grad, points[:, None], 0.0) == pytest.approx(0.175531, abs=1e-6)


def test_least_squares_of_deficient_rank_has_the_smallest_nonzero_singular_value():
    rng = np.random.default_rng(0)
    A = rng.standard_normal((8, 3)) @ rng.standard_normal((3, 5))
    b = rng.standard_normal(8)
    best = np.linalg.lstsq(A, b)[0]
    V, sigma = np.linalg.svd(A)[2], np.linalg.svd(A)[1]
    points = np.vstack([best + rng.standard_normal((40, 5)), best + V[:3], best + 2 * V[3:]])

    def f(x):
        return float(np.sum((A @ x - b) ** 2) / 2)

    moved = points[:-2]
    got = pl_constant(f, lambda x: A.T @ (A @ x - b), moved, f(best))
    assert got == pytest.approx(sigma[2] ** 2, rel=1e-9)


def test_it_scales_with_f_and_ignores_a_shift():
    points = np.linspace(0.5, 4, 9)[:, None]
    mu = pl_constant(wavy, wavy_grad, points, 0.0)
    scaled = pl_constant(lambda x: 8 * wavy(x) + 4, lambda x: 8 * wavy_grad(x), points, 4.0)
    assert scaled == pytest.approx(8 * mu, rel=1e-12)


def test_minimisers_are_left_out_and_values_below_the_minimum_refused():
    assert pl_constant(wavy, wavy_grad, np.zeros((2, 1)), 0.0) == math.inf
    assert pl_constant(wavy, wavy_grad, np.array([[0.0], [2.0]]), 0.0) < 1
    with pytest.raises(ValueError, match="below"):
        pl_constant(wavy, wavy_grad, np.zeros((1, 1)), 0.5)


def test_gradient_descent_is_linear_with_it_though_f_is_not_convex():
    x, path = np.array([9.0]), []
    for _ in range(60):
        path.append(x)
        x = x - wavy_grad(x) / 8
    mu = pl_constant(wavy, wavy_grad, np.array(path), 0.0)
    values = np.array([wavy(x) for x in path])
    assert (values[1:] <= (1 - mu / 8) * values[:-1] + 1e-16).all()
