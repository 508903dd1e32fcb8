"""The two-loop recursion against dense BFGS, SciPy's operator and torch's optimiser."""

# ruff: noqa: N806 (matrices keep their capital letters)

import tracemalloc
from itertools import pairwise

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import LbfgsInvHessProduct, minimize, rosen, rosen_der

from reference.bfgs import bfgs_inverse
from reference.lbfgs import has_curvature, lbfgs, two_loop_direction

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


def test_six_steps_of_torchs_optimiser_are_retraced():
    # torch scales its first step by min(1, 1/‖g‖₁), and drops pairs with yᵀs ≤ 1e-10, absolutely.
    x = torch.tensor([-1.2, 1.0, 0.3, 0.8], dtype=torch.float64, requires_grad=True)
    iterate, S, Y = x.detach().numpy().copy(), [], []
    optimiser = torch.optim.LBFGS([x], lr=0.5, max_iter=1)

    def closure():
        optimiser.zero_grad()
        value = (x**4).sum() + 0.5 * (x[1:] * x[:-1]).sum() + x.square().sum()
        value.backward()
        return value

    def gradient(z):
        point = torch.from_numpy(z).requires_grad_()
        value = (point**4).sum() + 0.5 * (point[1:] * point[:-1]).sum() + point.square().sum()
        return torch.autograd.grad(value, point)[0].numpy()

    for step in range(6):
        optimiser.step(closure)
        g = gradient(iterate)
        length = 0.5 * (min(1.0, 1.0 / np.abs(g).sum()) if step == 0 else 1.0)
        moved = iterate + length * two_loop_direction(g, S, Y)
        S.append(moved - iterate)
        Y.append(gradient(moved) - g)
        iterate = moved
        np.testing.assert_allclose(iterate, x.detach().numpy(), rtol=1e-12, atol=1e-14)


def never_rises(history):
    """By more than roundoff."""
    return all(after <= before + 1e-15 * abs(before) for before, after in pairwise(history))


def rosenbrock(x):
    return float(rosen(x)), rosen_der(x)


@pytest.mark.parametrize("n", [2, 10])
@pytest.mark.parametrize("m", [1, 5, 100])
def test_the_method_finds_scipys_minimiser_at_no_more_than_1_6_times_its_cost(n, m):
    x0 = np.tile([-1.2, 1.0], n // 2)
    result = lbfgs(rosenbrock, x0, m=m)
    theirs = minimize(
        rosen,
        x0,
        jac=rosen_der,
        method="L-BFGS-B",
        options={"gtol": 1e-8, "ftol": 0, "maxcor": m, "maxiter": 5000, "maxfun": 9999},
    )
    assert result.converged
    np.testing.assert_allclose(result.x, theirs.x, atol=1e-6)
    assert never_rises(result.history)
    assert result.evaluations <= 1.6 * theirs.nfev


def test_calls_are_counted_and_the_result_belongs_to_its_point():
    calls = []

    def counted(x):
        calls.append(x)
        return rosenbrock(x)

    start = np.array([-1.2, 1.0])
    result = lbfgs(counted, start)
    assert result.evaluations == len(calls)
    np.testing.assert_array_equal(result.g, rosen_der(result.x))
    assert result.history[-1] == rosen(result.x)
    np.testing.assert_array_equal(start, [-1.2, 1.0])


def test_the_optimum_takes_no_step_and_one_variable_is_enough():
    at_optimum = lbfgs(rosenbrock, np.ones(4))
    assert at_optimum.converged
    assert (at_optimum.evaluations, len(at_optimum.history)) == (1, 1)
    assert not np.shares_memory(at_optimum.x, np.ones(4))
    single = lbfgs(lambda x: (float(np.cosh(x[0] - 3)), np.sinh(x - 3)), np.zeros(1))
    assert single.x[0] == pytest.approx(3.0, abs=1e-8)


def test_a_step_out_of_the_domain_is_shortened():
    def barrier(x):
        with np.errstate(invalid="ignore"):
            return float((x - np.log(x)).sum()), 1 - 1 / x

    result = lbfgs(barrier, np.array([20.0, 0.01]))
    assert result.converged
    np.testing.assert_allclose(result.x, [1.0, 1.0], atol=1e-7)


def test_a_run_that_cannot_end_says_so():
    assert not lbfgs(rosenbrock, np.array([-1.2, 1.0]), maxit=3).converged
    unbounded = lbfgs(lambda x: (float(x.sum()), np.ones(2)), np.zeros(2))
    assert not unbounded.converged
    with pytest.raises(ValueError, match="at least one pair"):
        lbfgs(rosenbrock, np.zeros(2), m=0)


def test_memory_stays_at_two_m_vectors_however_many_iterations():
    n, m = 20_000, 5
    scale = np.geomspace(1.0, 1e4, n)

    def quadratic(x):
        g = scale * x
        return float(x @ g) / 2, g

    x0 = np.ones(n)
    peaks = []
    for maxit in (10, 25):
        tracemalloc.start()
        lbfgs(quadratic, x0, m=m, tol=0.0, maxit=maxit)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert max(peaks) <= (2 * m + 10) * 8 * n
    assert peaks[1] <= 1.05 * peaks[0]


@pytest.mark.parametrize("offset", [0.0, 2.0, 1e3])
def test_roundoff_in_the_value_does_not_stop_the_run_before_the_gradient_is_small(offset):
    # A gradient of 1e-8 means a decrease of 1e-16, which a value near 1000 cannot show.
    def shifted(x):
        return float(np.cosh(x).sum()) + offset, np.sinh(x)

    result = lbfgs(shifted, np.array([1.0, -2.0, 0.3]))
    assert result.converged
    assert np.abs(result.g).max() <= 1e-8
    assert never_rises(result.history)


@pytest.mark.parametrize("scale", [1e-3, 1e3])
def test_the_first_step_tried_is_no_longer_than_one(scale):
    points = []

    def seen(x):
        points.append(x)
        return scale * float(x @ x) / 2, scale * x

    start = np.array([3.0, -1.0])
    lbfgs(seen, start)
    g = scale * start
    np.testing.assert_allclose(points[1], start - min(1.0, 1.0 / np.abs(g).sum()) * g)
