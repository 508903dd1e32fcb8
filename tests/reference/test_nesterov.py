"""Nesterov's method against torch, its bounds, and the companion matrix."""

# ruff: noqa: N803, N806 (matrices keep their capital letters)

import math

import numpy as np
import pytest
import torch

from reference.nesterov import nesterov


def quadratic(seed, n, mu, L):
    Q = np.linalg.qr(np.random.default_rng(seed).standard_normal((n, n)))[0]
    H = (Q * np.linspace(mu, L, n)) @ Q.T
    return (H + H.T) / 2


def test_torch_stores_the_look_ahead_points():
    H, x0 = quadratic(0, 5, 1.0, 10.0), np.random.default_rng(1).standard_normal(5)
    X, Y = nesterov(lambda x: H @ x, x0, 10.0, 30, mu=1.0)
    root = math.sqrt(10)
    x = torch.tensor(x0, requires_grad=True)
    options = {"lr": 0.1, "momentum": (root - 1) / (root + 1), "nesterov": True}
    optimiser = torch.optim.SGD([x], **options)
    for t in range(30):
        np.testing.assert_allclose(x.detach().numpy(), Y[t], rtol=0, atol=1e-14)
        optimiser.zero_grad()
        (x @ torch.tensor(H) @ x / 2).backward()
        optimiser.step()
    assert np.abs(X - Y).max() > 0.1


def test_the_convex_bound_holds_and_values_may_rise():
    H, x0 = quadratic(2, 30, 1e-4, 1.0), np.ones(30)
    X, _ = nesterov(lambda x: H @ x, x0, 1.0, 300)
    values = np.einsum("ti,ij,tj->t", X, H, X) / 2
    t = np.arange(1, 301)
    assert (values[1:] <= 2 * 30 / (t + 1) ** 2).all()
    assert (np.diff(values) > 0).any()


def test_the_strongly_convex_radius_is_one_less_one_over_root_kappa():
    kappa = 10.0
    beta = (math.sqrt(kappa) - 1) / (math.sqrt(kappa) + 1)
    radii = []
    for curvature in np.linspace(1, kappa, 50):
        a = 1 - curvature / kappa
        companion = np.array([[(1 + beta) * a, -beta * a], [1.0, 0.0]])
        radii.append(np.abs(np.linalg.eigvals(companion)).max())
    assert max(radii) == pytest.approx(1 - 1 / math.sqrt(kappa), abs=1e-6)
    assert 1 - 1 / math.sqrt(kappa) == pytest.approx(0.68377, abs=1e-5)
    X, _ = nesterov(lambda x: np.array([1.0, kappa]) * x, np.ones(2), kappa, 60, mu=1.0)
    assert np.linalg.norm(X[-1]) < 60 * 0.68378**60


def test_the_first_momentum_is_zero_and_the_next_follow_the_recursion():
    X, Y = nesterov(np.sign, np.array([9.0]), 1.0, 3)
    np.testing.assert_array_equal(Y[1], X[1])
    t1 = (1 + math.sqrt(5)) / 2
    t2 = (1 + math.sqrt(1 + 4 * t1 * t1)) / 2
    assert Y[2, 0] == pytest.approx(X[2, 0] - (t1 - 1) / t2, rel=1e-15)


def test_one_step_where_all_curvatures_are_equal_and_edges():
    X, Y = nesterov(lambda x: 4 * x, np.ones(2), 4.0, 1, mu=4.0)
    np.testing.assert_array_equal(X[1], 0)
    np.testing.assert_array_equal(Y[1], 0)
    assert nesterov(np.sign, np.ones(2), 1.0, 0)[0].shape == (1, 2)
    for mu in (-1.0, 1.5, math.nan):
        with pytest.raises(ValueError, match="between"):
            nesterov(np.sign, np.ones(1), 1.0, 1, mu)
