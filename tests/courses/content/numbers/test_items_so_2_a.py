"""The facts behind further items of Second-Order Methods, part 2, in two of the four slots."""
# ruff: noqa: N806 (matrices have capital letters)

import itertools
import math

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from reference.fisher import empirical_fisher, fisher
from reference.gauss_newton import gauss_newton_step
from reference.newton import newton_decrement, newton_step
from tests.courses.content.items import Items
from tests.courses.content.printed import number

Array = NDArray[np.floating]
ITEMS = Items("so", 2)


def test_a_step_outside_the_domain_is_a_descent_step() -> None:
    x = np.array([3.0])
    g, H = 1 - 1 / x, np.diag(1 / x**2)
    p, decrement = newton_step(g, H), newton_decrement(g, H)
    assert x + p / (1 + decrement) == pytest.approx(1)
    outside = ITEMS.option("so-2-belongs-b", "outside")
    assert f"from $x={number(x[0])}$ ends at ${number((x + p)[0])}$" in outside["text"]
    assert rf"$g^\top p={number(float(g @ p))}$" in outside["explanation"]
    assert rf"$\lambda={number(decrement)}$" in outside["explanation"]
    assert rf"$t=1/(1+\lambda)=1/{number(1 + decrement)}$" in outside["explanation"]


def test_along_an_uphill_step_every_short_length_raises_the_function() -> None:
    H, g = np.array([[1.0, 2.0], [2.0, 1.0]]), np.array([1.0, 0.0])
    p = np.linalg.solve(H, -g)
    assert g @ p > 0
    assert all(t * (g @ p) + t**2 / 2 * (p @ H @ p) > 0 for t in (0.001, 0.25, 0.5))


def test_the_ratio_of_the_trust_region_is_that_of_the_numbers_given() -> None:
    ratio = ITEMS.option("so-2-belongs-b", "ratio")
    assert "a decrease of $0.8$, and $f$ rose by $0.3$" in ratio["text"]
    assert rf"$\rho=-0.3/0.8={-0.3 / 0.8:g}$" in ratio["explanation"]


def test_a_fixed_tolerance_is_handed_on_though_the_full_step_passes() -> None:
    x, tolerance = 0.2, 0.3
    for _ in range(12):
        g = x + x**2 / 2
        p = -(1 - tolerance) * g / (1 + x)
        value, lower = (z**2 / 2 + z**3 / 6 for z in (x, x + p))
        assert lower <= value + 0.1 * g * p
        x += p
        ratio = (x + x**2 / 2) / g
    assert ratio == pytest.approx(tolerance, rel=1e-3)
    assert r"\le0.3\|g\|_2" in ITEMS.option("so-2-belongs-b", "straight")["text"]


def residuals(x: float) -> tuple[Array, Array]:
    """Return residuals and Jacobian with S twice as large as the square of the Jacobian at 0."""
    return np.array([x + 1, -2 * x**2 + x - 1]), np.array([[1.0], [1 - 4 * x]])


def gauss_newton_run(start: float, length: float, steps: int) -> list[float]:
    points = [start]
    for _ in range(steps):
        r, J = residuals(points[-1])
        p = float(gauss_newton_step(J, r)[0])
        assert float((J.T @ r)[0]) * p < 0
        points.append(points[-1] + length * p)
    return points


def test_full_steps_of_gauss_newton_double_the_error_and_short_ones_do_not() -> None:
    question = ITEMS["so-2-covers-c"]
    points = gauss_newton_run(0.001, 1.0, 4)
    ratios = [after / before for before, after in itertools.pairwise(points)]
    assert ratios[:3] == pytest.approx([-2] * 3, rel=0.05)
    assert ", ".join(f"${number(x, 4)}$" for x in points[1:]) in question["prompt"]
    assert f"from $x={points[0]}$" in question["prompt"]
    assert gauss_newton_run(0.001, 1.0, 3)[-1] == pytest.approx(-8 * 0.001, rel=0.1)
    for length in (0.3, 0.6):
        assert abs(gauss_newton_run(0.001, length, 10)[-1]) < 0.2 * 0.001
    assert r"$t$ below $2/(1+2)$" in question["explanation"]
    # The square of the Jacobian is 2 and S is 4, so the system leaves a residual of twice g.
    g, p = 6.0, -3.0
    assert abs((6 - 2) * p) == 2 * g
    assert "twice as large as $g$" in ITEMS.option("so-2-covers-c", "ball")["explanation"]


def test_exact_newton_converges_where_gauss_newton_does_not() -> None:
    x = 0.001
    for _ in range(4):
        r, J = residuals(x)
        x -= float((J.T @ r)[0]) / float((J.T @ J)[0, 0] - 4 * r[1])
    assert abs(x) < 1e-12


def test_the_step_of_the_empirical_fisher_grows_and_that_of_the_fisher_does_not() -> None:
    one, label = torch.ones(1, 1, dtype=torch.float64), torch.tensor([1])
    empirical, exact = [], []
    for q in (0.9, 0.999):
        W = torch.tensor([[0.0, math.log(q / (1 - q))]], dtype=torch.float64)
        empirical.append((1 - q) / float(empirical_fisher(W, one, label)[1, 1]))
        exact.append((1 - q) / float(fisher(W, one)[1, 1]))
    assert exact == pytest.approx([1 / 0.9, 1 / 0.999])
    question = ITEMS["so-2-belongs-c"]
    assert f"from\n${number(empirical[0])}$ to ${number(empirical[1])}$" in question["explanation"]
    assert "probability $0.999$" in question["prompt"]
    assert "probabilities were $0.9$" in question["prompt"]
    assert empirical[1] / empirical[0] == pytest.approx(100)


def test_the_ordered_steps_hold_and_lead_to_the_decrease() -> None:
    low, high, alpha, beta = 0.1, 1.1, 0.4, 0.7

    def f(x: Array) -> float:
        return float(np.log(np.cosh(x)).sum() + low / 2 * x @ x)

    for x in np.random.default_rng(0).uniform(-4, 4, (100, 2)):
        g, H = np.tanh(x) + low * x, np.diag(1 / np.cosh(x) ** 2 + low)
        p, square = newton_step(g, H), newton_decrement(g, H) ** 2
        for t in np.linspace(0, 2, 9):
            first = f(x) - t * square + high / 2 * t**2 * (p @ p)
            assert f(x + t * p) <= first + 1e-12
            assert first <= f(x) - t * square * (1 - high / (2 * low) * t) + 1e-12
        t = 1.0
        while f(x + t * p) > f(x) - alpha * t * square:
            t *= beta
        assert t >= beta * low / high
        assert f(x) - f(x + t * p) >= alpha * beta * low / high * square - 1e-12
