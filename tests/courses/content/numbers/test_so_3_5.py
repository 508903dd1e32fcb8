"""The numbers and the claims of section 3.5 of Second-Order Methods."""

import math
from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from reference.backtracking import backtrack
from reference.fisher import empirical_fisher, fisher
from reference.hessian import hessian
from tests.courses.content.printed import Section, number, sigmoid

Array = NDArray[np.floating]
Field = Callable[[Array], Array]


def curvatures(theta: float) -> tuple[float, float, float]:
    """Return the Fisher information of one logit, and the empirical one for labels 1 and 0."""
    weights = torch.tensor([[0.0, theta]], dtype=torch.float64)
    one = torch.ones(1, 1, dtype=torch.float64)
    empirical = [float(empirical_fisher(weights, one, torch.tensor([y]))[1, 1]) for y in (1, 0)]
    return float(fisher(weights, one)[1, 1]), empirical[0], empirical[1]


def test_the_numbers_of_one_logit() -> None:
    section = Section("so-3.5")
    q = sigmoid(2)
    exact, low, high = curvatures(2)
    assert exact == pytest.approx(q * (1 - q))
    assert (low, high) == pytest.approx(((1 - q) ** 2, q**2))
    assert round(exact / low) == round(high / exact) == 7
    shown = [number(value, 4) for value in (q, low, 1 - q, high)]
    section.prints(
        rf"One logit $\theta=2$, probability $q=\sigma(2)\approx{shown[0]}$",
        rf"$q(1-q)\approx{number(exact, 4)}$",
        rf"$(1-q)^2\approx{shown[1]}$ if the label is 1 and $q^2\approx{shown[3]}$ if it is 0",
        rf"${shown[0]}\cdot{shown[1]}+{shown[2]}\cdot{shown[3]}"
        rf"\approx{number(q * low + (1 - q) * high, 4)}$",
        "seven times too small or seven times too large",
        rf"The step $(1-q)/F=1/q\approx{number((1 - q) / exact, 3)}$",
        rf"gives $1/(1-q)\approx{number((1 - q) / low, 3)}$",
        rf"$(q(1-q))^2\approx{number(exact**2, 4)}$",
    )
    assert (1 - q) / exact == pytest.approx(1 / q)
    assert (1 - q) / low == pytest.approx(1 + math.exp(2))
    fitted, almost_none, _ = curvatures(10)
    error = 1 - sigmoid(10)
    assert error / fitted == pytest.approx(1, rel=1e-4)
    ratio = (2 / 3) ** 3
    section.prints(
        rf"explodes: ${number(error / almost_none)}$ at $\theta=10$",
        rf"settles at ${number(ratio, 3)}$",
        r"the ratio is $(2/3)^3=8/27$",
    )
    assert ratio == pytest.approx(8 / 27)
    section.prints_nothing_else()


def test_one_step_of_each_failure() -> None:
    Section("so-3.5").prints(
        r"| $\sqrt{1+x^2}$ | $x^+=-x^3$ |",
        r"| $\lvert x\rvert^{4/3}$ | $x^+=-2x$ |",
        r"| $x^4$ | $x^+=\tfrac23x$ |",
        r"| $x^4-2x^2$ near $0$ | error of order $x^3$ |",
    )
    for x in (0.3, -0.7, 1.4):
        size, sign = abs(x), math.copysign(1.0, x)
        root = math.sqrt(1 + x * x)
        assert x - (x / root) * root**3 == pytest.approx(-(x**3))
        slope, curvature = 4 / 3 * sign * size ** (1 / 3), 4 / 9 * size ** (-2 / 3)
        assert x - slope / curvature == pytest.approx(-2 * x)
        assert x - 4 * x**3 / (12 * x**2) == pytest.approx(2 / 3 * x)
    small = 1e-3
    to_the_maximum = small - (4 * small**3 - 4 * small) / (12 * small**2 - 4)
    assert to_the_maximum == pytest.approx(-2 * small**3, rel=1e-4)


@pytest.mark.parametrize("power", [1.2, 4 / 3, 1.6, 2, 3, 4])
def test_the_step_on_a_power_follows_one_formula(power: float) -> None:
    x = 0.7
    slope, curvature = power * x ** (power - 1), power * (power - 1) * x ** (power - 2)
    factor = (power - 2) / (power - 1)
    assert x - slope / curvature == pytest.approx(factor * x)
    assert (abs(factor) < 1) == (power > 1.5)
    if power > 2:
        assert x - (power - 1) * slope / curvature == pytest.approx(0)


def test_backtracking_mends_the_first_two_failures() -> None:
    cases: tuple[tuple[Callable[[Array], float], Field, Field], ...] = (
        (lambda x: float(np.sqrt(1 + x @ x)), lambda x: x / np.sqrt(1 + x @ x), lambda x: -(x**3)),
        (lambda x: float(abs(x[0]) ** (4 / 3)), lambda x: 4 / 3 * np.cbrt(x), lambda x: -2 * x),
    )
    for f, grad, newton in cases:
        x: Array = np.array([1.4])
        for _ in range(40):
            p = newton(x) - x
            x = x + backtrack(f, grad, x, p) * p
            if abs(x[0]) < 1e-9:
                break
        assert abs(x[0]) < 1e-6


class Network:
    """Two weights, two logits, one hidden unit: a model that is not linear in its weights."""

    x = 0.8

    def logits(self, theta: torch.Tensor) -> torch.Tensor:
        hidden = torch.tanh(theta[0] * self.x)
        return torch.stack([theta[1] * hidden, -(theta[1] ** 2) * hidden])

    def loss(self, theta: torch.Tensor, label: int) -> torch.Tensor:
        return -torch.log_softmax(self.logits(theta), dim=0)[label]

    def logit(self, index: int, theta: torch.Tensor) -> torch.Tensor:
        return self.logits(theta)[index]

    def probabilities(self, theta: torch.Tensor) -> torch.Tensor:
        return torch.softmax(self.logits(theta), dim=0)


THETA = torch.tensor([0.9, -1.3], dtype=torch.float64)


def jacobian(f: Callable[[torch.Tensor], torch.Tensor]) -> torch.Tensor:
    found: torch.Tensor = torch.autograd.functional.jacobian(f, THETA)  # type: ignore[no-untyped-call]
    return found


def test_the_fisher_matrix_is_the_hessian_averaged_over_labels_of_the_model() -> None:
    network, logits = Network(), jacobian(Network().logits)
    p = torch.softmax(network.logits(THETA), dim=0)
    expected = logits.T @ (torch.diag(p) - torch.outer(p, p)) @ logits
    losses = [partial(network.loss, label=y) for y in (0, 1)]
    hessians = torch.stack([hessian(loss, THETA) for loss in losses])
    scores = torch.stack([jacobian(loss) for loss in losses])
    assert torch.allclose(torch.einsum("y,yij->ij", p, hessians), expected)
    assert torch.allclose(torch.einsum("y,yi,yj->ij", p, scores, scores), expected)
    second = torch.stack([hessian(partial(network.logit, j), THETA) for j in (0, 1)])
    for y in (0, 1):
        errors = p - torch.eye(2, dtype=torch.float64)[y]
        rest = torch.einsum("j,jkl->kl", errors, second)
        assert torch.allclose(hessians[y], expected + rest)
    assert float(torch.linalg.eigvalsh(hessians).min()) < -0.01


def test_the_gauss_newton_matrix_of_squared_errors_is_another_one() -> None:
    network, logits = Network(), jacobian(Network().logits)
    p = torch.softmax(network.logits(THETA), dim=0)
    of_logits = torch.diag(p) - torch.outer(p, p)
    of_probabilities = jacobian(network.probabilities)
    assert torch.allclose(of_probabilities, of_logits @ logits)
    found = of_probabilities.T @ of_probabilities
    assert torch.allclose(found, logits.T @ of_logits @ of_logits @ logits)
    assert not torch.allclose(found, logits.T @ of_logits @ logits, rtol=0.1)
