"""Every number printed in section 6.4 equals what the repository computes."""
# ruff: noqa: N803, N806 (matrices have capital letters)

import math

import numpy as np
import pytest
import torch
from scipy.linalg import eigvalsh

from reference.hessian import hessian
from reference.newton import newton_decrement, newton_step
from tests.courses.content.printed import Array, Section, number


def stiffness(N: int) -> Array:
    K: Array = (N + 1) * (2 * np.eye(N) - np.eye(N, k=1) - np.eye(N, k=-1))
    return K


def quadratic_hessian(N: int) -> Array:
    K = torch.from_numpy(stiffness(N))

    def f(u: torch.Tensor) -> torch.Tensor:
        return u @ K @ u / 2 + (u**2).sum() / 2 / (N + 1)

    H: Array = hessian(f, torch.zeros(N, dtype=torch.float64)).numpy()
    return H


def test_the_worked_example() -> None:
    section = Section("so-6.4")
    K, H = stiffness(3), quadratic_hessian(3)
    low, middle, high = np.linalg.eigvalsh(4 * K)
    v = np.array([1, math.sqrt(2), 1])
    assert np.allclose(4 * K @ v, low * v)
    assert np.allclose([low, middle, high], [16 * (2 - math.sqrt(2)), 32, 16 * (2 + math.sqrt(2))])
    assert np.allclose(np.linalg.eigvalsh(4 * H), [low + 1, middle + 1, high + 1])
    in_K = eigvalsh(H, K)
    assert np.allclose(in_K, [1 + 1 / high, 1 + 1 / middle, 1 + 1 / low])
    quotients = {N: number(float(np.linalg.cond(quadratic_hessian(N))), 2) for N in (3, 7, 15)}
    section.prints(
        r"$h^{-1}K=16\operatorname{tridiag}(-1,2,-1)$",
        rf"$16(2-\sqrt2)\approx{number(low, 4)}$; the others are ${number(middle)}$",
        rf"$16(2+\sqrt2)\approx{number(high, 4)}$",
        rf"${number(high + 1, 4)}/{number(low + 1, 4)}\approx{quotients[3]}$",
        rf"at $N=7$ it is ${quotients[7]}$, at $N=15$ it is ${quotients[15]}$",
        rf"$1+1/{number(low, 4)}\approx{number(in_K[-1], 4)}$ down to ${number(in_K[0], 4)}$",
        rf"quotient ${number(in_K[-1] / in_K[0], 3)}$: within the bound ${number(1 + 1 / 8, 3)}$",
        r"$\varphi(u)=e^u-40u$",
    )
    section.prints_nothing_else()


@pytest.mark.parametrize("N", [1, 2, 5, 40])
def test_the_metric_of_the_stiffness_bounds_the_spectrum_on_every_mesh(N: int) -> None:
    K, h = stiffness(N), 1 / (N + 1)
    eigenvalues = np.linalg.eigvalsh(K / h)
    sines = 4 / h**2 * np.sin(np.arange(1, N + 1) * np.pi * h / 2) ** 2
    assert eigenvalues == pytest.approx(sines)
    assert 8 - 1e-12 <= eigenvalues[0] <= math.pi**2
    bends = np.random.default_rng(N).uniform(0, 5, N)
    values = eigvalsh(K + h * np.diag(bends), K)
    assert values[0] >= 1 - 1e-12
    assert values[-1] <= 1 + 5 / 8 + 1e-12


def test_the_newton_step_does_not_know_the_metric() -> None:
    H, g, M = quadratic_hessian(4), np.arange(1.0, 5), stiffness(4)
    other = -np.linalg.solve(np.linalg.solve(M, H), np.linalg.solve(M, g))
    assert other == pytest.approx(newton_step(g, H))


def test_newton_needs_as_many_iterations_on_every_mesh() -> None:
    def iterations(N: int) -> int:
        K, u, count = stiffness(N), np.zeros(N), 0
        while True:
            g, H = K @ u + (np.exp(u) - 40) / (N + 1), K + np.diag(np.exp(u)) / (N + 1)
            if newton_decrement(g, H) < 1e-8:
                return count
            u, count = u + newton_step(g, H), count + 1

    assert len({iterations(N) for N in (7, 31, 127)}) == 1


def test_a_curved_change_of_variables_adds_a_term() -> None:
    point = torch.zeros(1, dtype=torch.float64)
    assert hessian(lambda x: x.sum(), point).item() == 0
    assert hessian(lambda y: y.exp().sum(), point).item() == 1


@pytest.mark.parametrize("N", [7, 63])
def test_descent_in_the_metric_of_the_stiffness_contracts_on_every_mesh(N: int) -> None:
    K, h, start = stiffness(N), 1 / (N + 1), np.full(N, 1.5)
    # Of this function the second derivative is 1 + cos(u), so c is 2.
    eta, u = 1 / (1 + 2 / 8), start

    def gradient(u: Array) -> Array:
        found: Array = K @ u + h * (u + np.sin(u) - 3)
        return found

    end = start
    for _ in range(200):
        end = end - eta * np.linalg.solve(K, gradient(end))
    for _ in range(5):
        moved = u - eta * np.linalg.solve(K, gradient(u))
        after, before = ((v - end) @ K @ (v - end) for v in (moved, u))
        assert math.sqrt(after) <= (1 - eta) * math.sqrt(before)
        u = moved
