"""The two-loop recursion against dense BFGS, SciPy's operator and torch's optimiser."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import LbfgsInvHessProduct

from reference.bfgs import bfgs_inverse
from reference.lbfgs import has_curvature, two_loop_direction

seeds = st.integers(0, 2**32 - 1)


def pairs(rng, n, m):
    root = rng.standard_normal((n, n))
    A = root @ root.T / n + np.eye(n)
    S = rng.standard_normal((m, n))
    return S, S @ A, A


@settings(deadline=None)
@given(seeds, st.integers(1, 12), st.integers(1, 6), st.none() | st.floats(0.01, 100.0))
def test_it_applies_the_dense_bfgs_matrix(seed, n, m, gamma):
    rng = np.random.default_rng(seed)
    g, (S, Y, _) = rng.standard_normal(n), pairs(rng, n, m)
    scale = gamma if gamma is not None else S[-1] @ Y[-1] / (Y[-1] @ Y[-1])
    dense = bfgs_inverse(scale * np.eye(n), zip(S, Y, strict=True))
    direction = two_loop_direction(g, S, Y, gamma)
    bound = 1e-11 * np.linalg.norm(dense) * np.linalg.norm(g)
    assert np.linalg.norm(direction + dense @ g) <= bound


def test_it_agrees_with_scipy_which_knows_no_scale():
    rng = np.random.default_rng(4)
    g, (S, Y, _) = rng.standard_normal(9), pairs(rng, 9, 5)
    expected = -LbfgsInvHessProduct(S, Y).matvec(g)
    np.testing.assert_allclose(two_loop_direction(g, S, Y, gamma=1.0), expected, rtol=1e-11)


def test_it_is_the_direction_of_torchs_optimiser():
    rng = np.random.default_rng(5)
    A = torch.from_numpy(pairs(rng, 6, 1)[2])
    x = torch.from_numpy(rng.standard_normal(6)).requires_grad_()
    optimiser = torch.optim.LBFGS([x], lr=0.5, max_iter=1)

    def closure():
        optimiser.zero_grad()
        value = x @ A @ x / 2
        value.backward()
        return value

    for _ in range(5):
        optimiser.step(closure)
    state = optimiser.state[x]
    S = torch.stack(state["old_stps"]).detach().numpy()
    Y = torch.stack(state["old_dirs"]).detach().numpy()
    direction = two_loop_direction(state["prev_flat_grad"].numpy(), S, Y)
    assert len(S) == 4
    np.testing.assert_allclose(direction, state["d"].numpy(), rtol=1e-11)


@settings(deadline=None)
@given(seeds, st.integers(1, 10), st.integers(1, 5), st.none() | st.floats(0.01, 100.0))
def test_the_newest_y_is_mapped_to_the_newest_s(seed, n, m, gamma):
    S, Y, _ = pairs(np.random.default_rng(seed), n, m)
    direction = two_loop_direction(Y[-1], S, Y, gamma)
    np.testing.assert_allclose(-direction, S[-1], rtol=1e-8, atol=1e-9)


def test_n_conjugate_pairs_give_the_newton_step():
    rng = np.random.default_rng(6)
    _, _, A = pairs(rng, 5, 1)
    S = np.linalg.inv(np.linalg.cholesky(A))
    g = rng.standard_normal(5)
    np.testing.assert_allclose(two_loop_direction(g, S, S @ A), -np.linalg.solve(A, g), rtol=1e-10)


@pytest.mark.parametrize("gamma", [None, 0.25])
def test_without_pairs_it_is_scaled_steepest_descent(gamma):
    g, none = np.array([1.0, -2.0]), np.empty((0, 2))
    direction = two_loop_direction(g, none, none, gamma)
    np.testing.assert_array_equal(direction, -(1.0 if gamma is None else gamma) * g)
    assert not np.shares_memory(direction, g)


@pytest.mark.parametrize("spoil", [lambda s, y: (s, -y), lambda s, y: (s, 0 * y)])
def test_a_pair_without_curvature_counts_as_absent(spoil):
    rng = np.random.default_rng(7)
    g, (S, Y, _) = rng.standard_normal(4), pairs(rng, 4, 3)
    expected = two_loop_direction(g, S[:2], Y[:2])
    S[2], Y[2] = spoil(S[2], Y[2])
    np.testing.assert_array_equal(two_loop_direction(g, S, Y), expected)


@settings(deadline=None)
@given(seeds, st.floats(1e-30, 1e30))
def test_curvature_does_not_depend_on_units(seed, unit):
    s, y = np.random.default_rng(seed).standard_normal((2, 4))
    assert has_curvature(unit * s, unit * y) == has_curvature(s, y)


def test_it_keeps_float32_and_leaves_its_inputs_alone():
    rng = np.random.default_rng(8)
    g, (S, Y, _) = rng.standard_normal(50), pairs(rng, 50, 5)
    expected = two_loop_direction(g, S, Y)
    narrow = [array.astype(np.float32) for array in (g, S, Y)]
    before = [array.copy() for array in narrow]
    direction = two_loop_direction(*narrow)
    assert direction.dtype == np.float32
    assert np.linalg.norm(direction - expected) <= 1e-5 * np.linalg.norm(expected)
    for array, copy in zip(narrow, before, strict=True):
        np.testing.assert_array_equal(array, copy)
