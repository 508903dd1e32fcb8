"""Newton step and decrement against exact arithmetic, backward error and invariance."""

# ruff: noqa: N803, N806 (matrices keep their capital letters)

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import rosen, rosen_der, rosen_hess

from reference.newton import newton_decrement, newton_step

seeds = st.integers(0, 2**32 - 1)


def hessian(rng, n, condition=10.0):
    Q = np.linalg.qr(rng.standard_normal((n, n)))[0]
    H = (Q * np.geomspace(1.0, 1.0 / condition, n)) @ Q.T
    return (H + H.T) / 2


def exact_square(g, H):
    """gᵀH⁻¹g by elimination in fractions."""
    A = [[Fraction(entry) for entry in row] for row in H.tolist()]
    b = [Fraction(entry) for entry in g.tolist()]
    total = Fraction(0)
    for k in range(len(b)):
        total += b[k] ** 2 / A[k][k]
        for i in range(k + 1, len(b)):
            factor = A[i][k] / A[k][k]
            b[i] -= factor * b[k]
            A[i] = [left - factor * right for left, right in zip(A[i], A[k], strict=True)]
    return total


@settings(deadline=None)
@given(seeds, st.integers(1, 6))
def test_the_decrement_agrees_with_exact_arithmetic(seed, n):
    rng = np.random.default_rng(seed)
    g, H = rng.standard_normal(n), hessian(rng, n)
    assert math.isclose(newton_decrement(g, H), math.sqrt(float(exact_square(g, H))), rel_tol=1e-12)


def test_the_decrement_survives_graded_units():
    rng = np.random.default_rng(1)
    g, H = rng.standard_normal(8), hessian(rng, 8)
    D = 2.0 ** np.arange(0, 24, 3)
    scaled = newton_decrement(D * g, D[:, None] * H * D)
    assert np.linalg.cond(D[:, None] * H * D) > 1e12
    assert math.isclose(scaled, newton_decrement(g, H), rel_tol=1e-13)


@settings(deadline=None)
@given(seeds, st.integers(1, 8), st.floats(1e-3, 1e3))
def test_the_decrement_is_affine_invariant_and_scales_by_the_root(seed, n, c):
    rng = np.random.default_rng(seed)
    g, H = rng.standard_normal(n), hessian(rng, n)
    T = np.linalg.qr(rng.standard_normal((n, n)))[0] * rng.uniform(0.5, 5.0, n)
    decrement = newton_decrement(g, H)
    assert math.isclose(newton_decrement(T.T @ g, T.T @ H @ T), decrement, rel_tol=1e-9)
    assert math.isclose(newton_decrement(c * g, c * H), math.sqrt(c) * decrement, rel_tol=1e-12)


def test_the_decrement_is_exactly_zero_without_a_gradient():
    assert newton_decrement(np.zeros(3), np.eye(3)) == 0.0


@pytest.mark.parametrize("condition", [1e2, 1e6, 1e9])
def test_the_step_has_a_small_backward_error(condition):
    rng = np.random.default_rng(2)
    g, H = rng.standard_normal(50), hessian(rng, 50, condition)
    p = newton_step(g, H)
    scale = np.linalg.norm(H, 2) * np.linalg.norm(p) + np.linalg.norm(g)
    assert np.linalg.norm(H @ p + g) <= 1e-13 * scale
    assert g @ p < 0


def test_one_step_solves_a_quadratic():
    rng = np.random.default_rng(3)
    H, x, minimiser = hessian(rng, 6), rng.standard_normal(6), rng.standard_normal(6)
    np.testing.assert_allclose(x + newton_step(H @ (x - minimiser), H), minimiser, rtol=1e-11)


@pytest.mark.parametrize("function", [newton_step, newton_decrement])
@pytest.mark.parametrize("diagonal", [[1.0, -1.0], [-1.0, -2.0], [3.0, 0.0]])
def test_a_hessian_that_is_not_positive_definite_is_refused(function, diagonal):
    with pytest.raises(np.linalg.LinAlgError):
        function(np.array([2.0, 1.0]), np.diag(diagonal))


def test_the_step_changes_with_the_variables():
    rng = np.random.default_rng(4)
    g, H = rng.standard_normal(5), hessian(rng, 5)
    T = np.linalg.qr(rng.standard_normal((5, 5)))[0] * rng.uniform(0.5, 5.0, 5)
    moved = newton_step(T.T @ g, T.T @ H @ T)
    np.testing.assert_allclose(moved, np.linalg.solve(T, newton_step(g, H)), rtol=1e-9)


def test_the_inverse_leaves_a_residual_that_the_solve_does_not():
    # Forward errors are not compared here: beyond a condition of 1e6 right answers lose them too.
    rng = np.random.default_rng(5)
    H = hessian(rng, 50, 1e9)
    # A random gradient would give a step so long that its residual looks small by any route.
    g = -H @ rng.standard_normal(50)
    p, by_inverse = newton_step(g, H), -np.linalg.inv(H) @ g

    def backward_error(p):
        scale = np.linalg.norm(H, 2) * np.linalg.norm(p) + np.linalg.norm(g)
        return np.linalg.norm(H @ p + g) / scale

    assert 1e4 * backward_error(p) < backward_error(by_inverse)


def test_half_the_squared_decrement_is_the_gap_of_a_quadratic():
    rng = np.random.default_rng(6)
    H, x = hessian(rng, 6), rng.standard_normal(6)
    gap = x @ H @ x / 2
    assert newton_decrement(H @ x, H) ** 2 / 2 == pytest.approx(gap, rel=1e-10)


def test_newtons_iterates_on_rosenbrocks_function_are_the_known_ones():
    x, iterates = np.array([-1.2, 1.0]), []
    for _ in range(7):
        x = x + newton_step(rosen_der(x), rosen_hess(x))
        iterates.append(x)
    np.testing.assert_allclose(iterates[0], [-1.1752809, 1.38067416], rtol=1e-8)
    np.testing.assert_allclose(iterates[1], [0.76311487, -3.17503385], rtol=1e-8)
    assert rosen(iterates[0]) == pytest.approx(4.731884, abs=1e-6)
    assert rosen(iterates[1]) == pytest.approx(1411.8452, abs=1e-4)
    np.testing.assert_allclose(x, [1.0, 1.0], atol=1e-12)


def test_no_gradient_gives_no_step():
    np.testing.assert_array_equal(newton_step(np.zeros(3), 2 * np.eye(3)), np.zeros(3))
