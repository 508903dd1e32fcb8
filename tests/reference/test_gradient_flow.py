"""Gradient flow against the matrix exponential; gradient descent against both flows."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import pytest
from scipy.linalg import expm
from scipy.optimize import rosen_der, rosen_hess, rosen_hess_prod

from reference.gradient_flow import flow, modified_flow_grad


def hessian(seed, n):
    A = np.random.default_rng(seed).standard_normal((n + 2, n))
    return A.T @ A / n


def test_a_quadratic_flows_by_the_matrix_exponential():
    H, x0 = hessian(0, 5), np.random.default_rng(1).standard_normal(5)
    got = flow(lambda x: H @ x, x0, 1.5, 200)
    np.testing.assert_allclose(got, expm(-1.5 * H) @ x0, rtol=1e-8)


def test_the_order_is_four():
    errors = [abs(flow(lambda x: x**2, np.ones(1), 1.0, n)[0] - 0.5) for n in (4, 8, 16)]
    slopes = np.log2(np.array(errors[:-1]) / errors[1:])
    assert (slopes > 3.8).all()


def test_four_gradients_a_step_and_none_at_time_zero_moves():
    calls = []
    x0 = np.ones(2)
    got = flow(lambda x: calls.append(1) or x, x0, 0.0, 3)
    assert len(calls) == 12
    np.testing.assert_array_equal(got, x0)
    assert not np.shares_memory(got, x0)
    with pytest.raises(ValueError, match="at least one"):
        flow(lambda x: x, x0, 1.0, 0)


def test_the_modified_gradient_is_that_of_the_penalised_function():
    x, eta, h = np.array([-0.7, 0.4, 0.9]), 0.05, 1e-6

    def penalty(x):
        return eta / 4 * rosen_der(x) @ rosen_der(x)

    got = modified_flow_grad(rosen_der, rosen_hess_prod, eta, x)
    steps = h * np.eye(3)
    numeric = [(penalty(x + step) - penalty(x - step)) / (2 * h) for step in steps]
    np.testing.assert_allclose(got - rosen_der(x), numeric, rtol=1e-6)
    np.testing.assert_allclose(got, rosen_der(x) + eta / 2 * rosen_hess(x) @ rosen_der(x))


def test_gradient_descent_follows_the_modified_flow_one_order_better():
    H, x0 = np.diag([0.5, 1.0, 2.0]), np.ones(3)

    def grad(x):
        return H @ x

    plain, modified = [], []
    for eta in (0.1, 0.05, 0.025):
        x = np.linalg.matrix_power(np.eye(3) - eta * H, round(1 / eta)) @ x0

        def follow(x, eta=eta):
            return modified_flow_grad(grad, lambda _, v: H @ v, eta, x)

        plain.append(np.linalg.norm(x - flow(grad, x0, 1.0, 60)))
        modified.append(np.linalg.norm(x - flow(follow, x0, 1.0, 60)))
    np.testing.assert_allclose(np.array(plain[:-1]) / plain[1:], 2, atol=0.2)
    np.testing.assert_allclose(np.array(modified[:-1]) / modified[1:], 4, atol=0.5)
