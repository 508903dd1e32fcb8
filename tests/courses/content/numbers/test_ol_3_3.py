"""The numbers of section 3.3 of Optimization Landscape: the spectrum, and sharpness."""
# ruff: noqa: N806 (matrices have capital letters)

import math

import numpy as np
import pytest
import torch

from reference.lanczos import lanczos
from reference.sharpness import lambda_max
from tests.courses.content.printed import Array, Section, matrix, number

H = np.array([[2.0, -1.0, 0.0], [-1.0, 2.0, -1.0], [0.0, -1.0, 2.0]])


def test_the_spectrum_worked_by_hand() -> None:
    section = Section("ol-3.3")
    low, middle, high = np.linalg.eigvalsh(H)
    assert np.allclose([low, middle, high], [2 - math.sqrt(2), 2, 2 + math.sqrt(2)])
    section.prints(
        rf"$H={matrix(H)}$ has the eigenvalues $2+\sqrt2\approx{number(high, 4)}$, $2$ and",
        rf"$2-\sqrt2\approx{number(low, 4)}$. The limit is $\eta<{number(2 / high, 4)}$",
        rf"With $\eta=0.5$ the factors are ${number(1 - high / 2, 4)}$, "
        rf"${number(1 - middle / 2)}$, ${number(1 - low / 2, 4)}$; with $\eta=0.6$ the",
        rf"with $\eta=0.6$ the first is ${number(1 - 0.6 * high, 4)}$",
    )
    two_lanczos_steps(section)
    examples(section)
    questions(section)
    section.prints_nothing_else()


def two_lanczos_steps(section: Section) -> None:
    z = np.array([1.0, 0.0, 0.0])
    alpha, beta, _ = lanczos(lambda v: torch.tensor(H) @ v, torch.tensor(z), 2)
    T = np.diag(alpha.numpy()) + np.diag(beta.numpy(), 1) + np.diag(beta.numpy(), -1)
    ritz, vectors = np.linalg.eigh(T)
    weights = vectors[0] ** 2
    assert np.allclose(weights, 1 / 2)
    v = np.array([1.0, -1.0, 0.0]) / math.sqrt(2)
    theta = float(v @ H @ v)
    assert theta == pytest.approx(ritz[1])
    residual = float(np.linalg.norm(H @ v - theta * v))
    assert np.min(np.abs(np.linalg.eigvalsh(H) - theta)) <= residual
    section.prints(
        rf"give $T={matrix(T)}$: Ritz values ${number(ritz[1])}$ and ${number(ritz[0])}$",
        rf"of length ${number(residual, 4)}$",
        rf"$[{number(theta - residual, 4)},\;{number(theta + residual, 4)}]$",
    )
    moments = [float(z @ np.linalg.matrix_power(H, m) @ z) for m in (1, 2, 3, 4)]
    sums = [float(weights @ ritz**m) for m in (1, 2, 3, 4)]
    assert np.allclose(moments[:3], sums[:3])
    section.prints(
        "for $m=1,\\dots,4$ are " + ", ".join(f"${number(each)}$" for each in moments),
        "the sums in are " + ", ".join(f"${number(each)}$" for each in sums),
    )


def examples(section: Section) -> None:
    stiff = np.array([100.0, 1.0])
    first, second = 1 - 0.0199 * stiff
    section.prints(
        r"$H=\operatorname{diag}(100,1)$ with $\eta=0.0199$: factors "
        rf"${number(first, 2)}$ and ${number(second, 4)}$",
        rf"With $\eta=0.0202$ the first is ${number(1 - 0.0202 * 100, 2)}$",
    )
    beta = 0.9
    limit = (2 + 2 * beta) / (1 - beta)
    assert radius_of_averaged_momentum(0.999 * limit, beta) < 1
    assert radius_of_averaged_momentum(1.001 * limit, beta) > 1
    section.prints(rf"with $\beta_1={beta}$", rf"(1-\beta_1)={number(limit)}$ instead of $2$")


def radius_of_averaged_momentum(eta_lambda: float, beta: float) -> float:
    """Return the spectral radius of m = beta m + (1 - beta) lambda x, x = x - eta m."""
    step = np.array([[beta, 1 - beta], [-eta_lambda * beta, 1 - eta_lambda * (1 - beta)]])
    return float(np.abs(np.linalg.eigvals(step)).max())


def questions(section: Section) -> None:
    section.prints(r"$|1-\eta\lambda|$ for $\eta=0.5$; directions beyond")
    steps = math.ceil(math.log(10) / math.log(2.1 - 1))
    section.prints(
        "Use 10 to 20 Hessian-vector products",
        r"At $\eta\lambda_1=2.1$ the component along $e_1$ grows",
        rf"grows by ${number(2.1 - 1, 1)}$ a step, tenfold in {steps} steps",
        r"$\eta=0.05$; the largest Ritz value is $40$ with residual $0.5$",
        rf"No: $\lambda_1\ge40$, so $\eta\lambda_1\ge{number(0.05 * 40)}$",
        f"$[{40 - 0.5},{40 + 0.5}]$",
        r"$n=10^6$, $\operatorname{tr}H\approx30$, $\lambda_1\approx12$",
        f"The mean is ${number(30 / 1e6, 5)}$",
    )


def test_a_bound_holds_for_the_sharpness_of_softmax() -> None:
    rng = np.random.default_rng(0)
    for scale in (0.1, 1.0, 5.0):
        p = np.exp(scale * rng.standard_normal(6))
        p /= p.sum()
        assert sharpness(np.diag(p) - np.outer(p, p)) <= 0.5
    half = np.array([0.5, 0.5])
    assert sharpness(np.diag(half) - np.outer(half, half)) == pytest.approx(0.5)


def sharpness(matrix_: Array) -> float:
    return lambda_max(lambda v: matrix_ @ v, len(matrix_), len(matrix_))


def test_what_is_not_the_sharpness_differs_from_it() -> None:
    signed = np.diag([-5.0, 1.0, 2.0])
    power = np.linalg.matrix_power(signed, 40) @ np.ones(3)
    assert power @ signed @ power / (power @ power) == pytest.approx(-5)
    assert sharpness(signed) == pytest.approx(2)
    first, second = np.diag([2.0, 0.0]), np.diag([0.0, 2.0])
    assert [sharpness(first), sharpness(second)] == pytest.approx([2, 2])
    assert sharpness((first + second) / 2) == pytest.approx(1)


def test_a_slow_component_keeps_half_of_itself() -> None:
    for steps in (1, 10, 1000):
        for product in (0.5, 0.1):
            assert (1 - product / steps) ** steps >= 0.5
