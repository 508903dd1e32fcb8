"""Sharpness along gradient descent: on quadratics, on a network, and at 2 over the step size."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import pytest
import torch

from reference.edge_of_stability import sharpness_trace

INPUTS = np.random.default_rng(0).standard_normal((12, 2))
TARGETS = np.sign(INPUTS[:, 0] * INPUTS[:, 1])


def loss(x):
    """Half the mean squared error of a network with six tanh units."""
    W, b, a = x[:12].reshape(2, 6), x[12:18], x[18:]
    inputs, targets = torch.from_numpy(INPUTS), torch.from_numpy(TARGETS)
    return ((torch.tanh(inputs @ W + b) @ a - targets) ** 2).mean() / 2


def grad(x):
    point = torch.from_numpy(x).requires_grad_()
    return torch.autograd.grad(loss(point), point)[0].numpy()


def hvp(x, v):
    point = torch.from_numpy(x).requires_grad_()
    slope = torch.autograd.grad(loss(point), point, create_graph=True)[0]
    return torch.autograd.grad(slope @ torch.from_numpy(v), point)[0].numpy()


def start():
    rng = np.random.default_rng(0)
    rng.standard_normal((12, 2))
    return 0.5 * rng.standard_normal(24)


def test_on_a_quadratic_it_never_changes():
    H = np.array([[2.0, 1.0], [1.0, -4.0]])
    lam, x = sharpness_trace(lambda x: H @ x, lambda x, v: H @ v, np.ones(2), 0.1, 7, 2)
    np.testing.assert_allclose(lam, np.full(4, np.linalg.eigvalsh(H)[-1]), rtol=1e-12)
    expected = np.linalg.matrix_power(np.eye(2) - 0.1 * H, 7) @ np.ones(2)
    np.testing.assert_allclose(x, expected, rtol=1e-12)


def test_each_entry_is_the_dense_hessians_at_its_point():
    calls = {"grad": 0, "hvp": 0}

    def counted(name, function):
        def call(*arguments):
            calls[name] += 1
            return function(*arguments)

        return call

    lam, x = sharpness_trace(counted("grad", grad), counted("hvp", hvp), start(), 0.3, 6, 3)
    assert calls["grad"] == 6
    assert calls["hvp"] <= 3 * 24
    point = start()
    for step in range(7):
        if step % 3 == 0:
            H = np.array([hvp(point, unit) for unit in np.eye(24)])
            assert lam[step // 3] == pytest.approx(np.linalg.eigvalsh(H)[-1], rel=1e-9)
        if step < 6:
            point = point - 0.3 * grad(point)
    np.testing.assert_allclose(x, point, rtol=1e-13)


def test_it_settles_at_the_edge_if_the_step_is_long_and_below_it_if_not():
    lam, _ = sharpness_trace(grad, hvp, start(), 0.6, 800, 200)
    assert 0.6 * lam.max() > 2.1
    assert 1.8 <= 0.6 * lam[-1] <= 2.3
    lam, _ = sharpness_trace(grad, hvp, start(), 0.3, 600, 600)
    assert 0.3 * lam.max() < 1.5
    assert lam[-1] > 1.2 * lam[0]


def test_no_steps_are_one_measurement_and_every_is_positive():
    lam, x = sharpness_trace(grad, hvp, start(), 0.3, 0, 5)
    assert lam.shape == (1,)
    np.testing.assert_array_equal(x, start())
    with pytest.raises(ValueError, match="every"):
        sharpness_trace(grad, hvp, start(), 0.3, 2, 0)
