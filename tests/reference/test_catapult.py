"""The catapult model against its closed recursion, autograd and its three regimes."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.catapult import catapult


def start(seed, n, eta_lambda, f0=None):
    """Two vectors whose curvature is 1, so that the step size is `eta_lambda`."""
    rng = np.random.default_rng(seed)
    u, v = rng.standard_normal((2, n))
    if f0 is not None:
        # Along the other vector: any output below √n·λ/2 can be set.
        v -= (u @ v) / (u @ u) * u
        v = v / np.linalg.norm(v) * np.sqrt(n / 2)
        u = u / np.linalg.norm(u) * np.sqrt(n / 2)
        angle = np.arcsin(2 * f0 / np.sqrt(n))
        v = np.cos(angle) * v + np.sin(angle) * u
    scale = np.sqrt((u @ u + v @ v) / n)
    return u / scale, v / scale, eta_lambda


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32 - 1), st.integers(1, 30), st.floats(0.1, 3.5), st.integers(0, 12))
def test_output_and_curvature_follow_their_recursion(seed, n, eta, steps):
    u, v, eta = start(seed, n, eta)
    f, lam = catapult(u, v, eta, steps)
    assert f.shape == lam.shape == (steps + 1,)
    after_f = f * (1 - eta * lam + eta**2 * f**2 / n)
    after_lam = lam + eta * f**2 / n * (eta * lam - 4)
    size = 1 + np.abs(f).max() + lam.max()
    np.testing.assert_allclose(f[1:], after_f[:-1], rtol=1e-9, atol=1e-12 * size**3)
    np.testing.assert_allclose(lam[1:], after_lam[:-1], rtol=1e-9, atol=1e-12 * size**3)


def test_a_step_is_autograds_and_the_curvature_that_of_the_loss():
    u, v, eta = start(1, 5, 1.3)
    theta = torch.tensor(np.concatenate([u, v]), requires_grad=True)

    def loss(t):
        return (t[:5] @ t[5:]) ** 2 / 5 / 2

    moved = (theta - eta * torch.autograd.grad(loss(theta), theta)[0]).detach().numpy()
    f, lam = catapult(u, v, eta, 1)
    assert f[1] == pytest.approx(moved[:5] @ moved[5:] / np.sqrt(5))
    # Where f = 0 the Hessian of the loss is the outer square of the output's gradient.
    u, v = np.array([1.0, 2.0]), np.array([2.0, -1.0])
    hessian = torch.autograd.functional.hessian(
        lambda t: (t[:2] @ t[2:]) ** 2 / 4, torch.tensor([*u, *v], dtype=torch.float64)
    )
    assert float(torch.linalg.eigvalsh(hessian)[-1]) == pytest.approx(catapult(u, v, 0.1, 0)[1][0])
    assert lam[0] == pytest.approx(1.0)


def test_below_two_it_falls_between_two_and_four_it_returns_and_beyond_it_does_not():
    lazy, _ = catapult(*start(2, 100, 1.5, f0=0.3), 60)
    assert np.all(np.diff(np.abs(lazy)) <= 1e-15)
    assert abs(lazy[-1]) < 1e-8
    thrown, lam = catapult(*start(2, 100, 3.0, f0=0.3), 200)
    assert np.abs(thrown).max() > 10 * 0.3
    assert abs(thrown[-1]) < 1e-8
    assert 3.0 * lam[-1] < 2
    lost, _ = catapult(*start(2, 100, 4.5, f0=0.3), 60)
    assert not np.isfinite(lost[-1])


def test_without_output_nothing_moves_and_inputs_are_left_alone():
    u, v = np.array([1.0, 0.0]), np.array([0.0, 2.0])
    f, lam = catapult(u, v, 10.0, 5)
    np.testing.assert_array_equal(f, np.zeros(6))
    np.testing.assert_array_equal(lam, np.full(6, 2.5))
    np.testing.assert_array_equal(u, [1.0, 0.0])
