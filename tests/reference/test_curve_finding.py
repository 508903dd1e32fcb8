"""The gradient of a curve against autograd, and what training with it gains."""

import numpy as np
import pytest
import torch

from reference.curve_finding import curve_grad


def test_the_gradient_of_the_curve_is_that_of_autograd():
    rng = np.random.default_rng(4)
    a, c, b = rng.standard_normal((3, 5))
    ts = rng.uniform(size=6)
    control = torch.tensor(c, requires_grad=True)
    points = [
        (1 - t) ** 2 * torch.tensor(a) + 2 * t * (1 - t) * control + t**2 * torch.tensor(b)
        for t in ts
    ]
    sum(torch.sum(point**4) / len(ts) for point in points).backward()
    got = curve_grad(lambda x: 4 * x**3, a, c, b, ts)
    np.testing.assert_allclose(got, control.grad.numpy(), rtol=1e-12)
    with pytest.raises(ValueError, match="no point"):
        curve_grad(lambda x: x, a, c, b, [])


def test_training_the_bend_goes_around_a_hill():
    def hill(x):
        return np.exp(-4 * (x @ x))

    a, b = np.array([-1.0, 0.0]), np.array([1.0, 0.0])
    c, ts = np.array([0.0, 0.1]), np.linspace(0, 1, 21)
    for _ in range(100):
        c = c - curve_grad(lambda x: -8 * x * hill(x), a, c, b, ts)
    curve = [(1 - t) ** 2 * a + 2 * t * (1 - t) * c + t**2 * b for t in ts]
    assert max(map(hill, curve)) < 0.1 * max(hill((1 - t) * a + t * b) for t in ts)
