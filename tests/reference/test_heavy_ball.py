"""Heavy ball against torch and the companion matrix."""

# ruff: noqa: N806 (matrices keep their capital letters)

import math

import numpy as np
import pytest
import torch

from reference.heavy_ball import heavy_ball, optimal_hb


def test_torch_agrees_at_a_constant_rate():
    rng = np.random.default_rng(0)
    A = rng.standard_normal((9, 4))
    H, x0 = A.T @ A, rng.standard_normal(4)
    X = heavy_ball(lambda x: H @ x, x0, 0.02, 0.8, 40)
    x = torch.tensor(x0, requires_grad=True)
    optimiser = torch.optim.SGD([x], lr=0.02, momentum=0.8)
    for t in range(40):
        np.testing.assert_allclose(x.detach().numpy(), X[t], rtol=0, atol=1e-14)
        optimiser.zero_grad()
        (x @ torch.tensor(H) @ x / 2).backward()
        optimiser.step()


@pytest.mark.parametrize(("kappa", "radius"), [(10.0, 0.5194939), (1000.0, 0.938693)])
def test_the_radius_of_the_companion_matrix_is_the_root_of_beta(kappa, radius):
    eta, beta = optimal_hb(1.0, kappa)
    assert math.sqrt(beta) == pytest.approx(radius, abs=1e-6)
    for curvature in np.linspace(1, kappa, 30):
        companion = np.array([[1 + beta - eta * curvature, -beta], [1.0, 0.0]])
        # A double root moves by the root of the rounding.
        assert np.abs(np.linalg.eigvals(companion)).max() == pytest.approx(radius, abs=1e-6)


def test_the_measured_rate_is_the_radius_but_for_the_double_root():
    eta, beta = optimal_hb(1.0, 100.0)
    curvatures = np.geomspace(1, 100, 6)
    X = heavy_ball(lambda x: curvatures * x, np.ones(6), eta, beta, 400)
    lengths = np.linalg.norm(X, axis=1)
    assert (lengths[120] / lengths[60]) ** (1 / 60) <= 1.05 * math.sqrt(beta)


def test_no_momentum_is_gradient_descent_and_the_first_step_has_none():
    X = heavy_ball(lambda x: 3 * x, np.array([1.0, -2.0]), 0.1, 0.0, 5)
    np.testing.assert_allclose(X, 0.7 ** np.arange(6)[:, None] * X[0], rtol=1e-14)
    np.testing.assert_allclose(heavy_ball(lambda x: x, np.ones(1), 0.5, 0.9, 1)[1], [0.5])


def test_one_gradient_an_iterate():
    calls = []
    heavy_ball(lambda x: calls.append(1) or x, np.ones(1), 0.1, 0.5, 8)
    assert len(calls) == 8


def test_one_curvature_needs_no_momentum_and_the_order_is_checked():
    assert optimal_hb(4.0, 4.0) == (0.25, 0.0)
    for mu, L in ((0.0, 1.0), (2.0, 1.0), (math.nan, 1.0)):
        with pytest.raises(ValueError, match="needed"):
            optimal_hb(mu, L)
