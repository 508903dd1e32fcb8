"""Logistic loss and gradient against torch, mpmath and Spector's data."""

import mpmath
import numpy as np
import pytest
import torch

from reference.logistic_regression import logistic_loss_grad
from tests.reference.goldens import goldens_read


@pytest.mark.parametrize(("n", "p", "size"), [(8, 3, 1.0), (1, 1, 1.0), (30, 5, 40.0)])
def test_loss_and_gradient_are_those_of_autograd(n, p, size):
    rng = np.random.default_rng(1)
    w, data, y = rng.standard_normal(p), size * rng.standard_normal((n, p)), rng.integers(0, 2, n)
    weights = torch.tensor(w, requires_grad=True)
    products = torch.tensor(data) @ weights
    loss = torch.nn.functional.binary_cross_entropy_with_logits(products, torch.tensor(y).double())
    loss.backward()
    f, g = logistic_loss_grad(w, data, y)
    assert f == pytest.approx(loss.item(), rel=1e-13)
    np.testing.assert_allclose(g, weights.grad.numpy(), rtol=1e-12, atol=1e-14)


def test_the_gradient_vanishes_at_the_fit_of_spectors_data():
    inputs, fitted = goldens_read()["newton_for_logit"]
    _, g = logistic_loss_grad(fitted, inputs["X"], inputs["y"])
    assert np.linalg.norm(g) < 1e-13


@pytest.mark.parametrize("margin", [1e-9, 1.0, 40.0, 700.0, -1.0, -40.0, -1000.0])
@pytest.mark.parametrize("label", [0.0, 1.0])
def test_no_margin_costs_digits(margin, label):
    product = margin if label == 1 else -margin
    f, g = logistic_loss_grad(np.ones(1), np.array([[product]]), np.array([label]))
    with mpmath.workdps(700):
        exact = mpmath.log1p(mpmath.exp(-mpmath.mpf(margin)))
        slope = -margin / (1 + mpmath.exp(mpmath.mpf(margin)))
    assert f == pytest.approx(float(exact), rel=1e-13)
    assert g[0] == pytest.approx(float(slope), rel=1e-12)


def test_the_weights_of_separable_data_grow_towards_the_largest_margin():
    # The two nearest observations lie at (2, 1) and (-2, -1); the rest is farther off.
    data = np.array([[2.0, 1.0], [-2.0, -1.0], [6.0, -1.0], [-7.0, 2.0]])
    y, w, angles = np.array([1.0, 0.0, 1.0, 0.0]), np.zeros(2), []
    widest = np.array([2.0, 1.0]) / np.sqrt(5)
    for t in range(1, 3001):
        w = w - 0.1 * logistic_loss_grad(w, data, y)[1]
        if t in (30, 300, 3000):
            angles.append((np.linalg.norm(w), np.arccos(w @ widest / np.linalg.norm(w))))
    (short, far), (longer, nearer), (longest, nearest) = angles
    assert short < longer < longest
    assert nearest < nearer < far


def test_the_dtype_is_kept_and_other_labels_are_refused():
    w = np.zeros(2, np.float32)
    _, g = logistic_loss_grad(w, np.ones((3, 2), np.float32), np.ones(3, np.float32))
    assert g.dtype == np.float32
    with pytest.raises(ValueError, match="neither"):
        logistic_loss_grad(w, np.ones((2, 2)), np.array([-1.0, 1.0]))
