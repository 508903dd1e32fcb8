"""Every number printed in section 6.5 of Gradient Descent equals what the repository computes."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from reference.catapult import catapult
from reference.descent_lemma import descent_slack
from tests.courses.content.printed import Array, Section, matrix, number, vector
from tests.courses.content.quadratic import slope, value

Points = NDArray[np.floating]


def product_loss(x: Points) -> float:
    return float(x[0] ** 2 * x[1] ** 2 / 2)


def product_grad(x: Points) -> Array:
    return np.array([x[0] * x[1] ** 2, x[0] ** 2 * x[1]])


def test_example_by_hand() -> None:
    section = Section("gd-6.5")
    x, eta = np.array([2.0, 1.0]), 0.5
    g = product_grad(x)
    square = float(g @ g)
    hessian = np.array([[x[1] ** 2, 2 * x[0] * x[1]], [2 * x[0] * x[1], x[0] ** 2]])
    low, high = (float(each) for each in np.linalg.eigvalsh(hessian))
    output, _ = catapult(x[:1], x[1:], eta, 3)
    losses = output**2 / 2
    share = float(losses[0] - losses[1]) / (eta * square)
    promised = eta * (1 - 3 * eta / 2) * square
    assert product_loss(x - eta * g) == losses[1]
    assert (
        descent_slack(product_loss, product_grad, x, eta, 3.0) == losses[0] - promised - losses[1]
    )
    assert descent_slack(product_loss, product_grad, x, eta, 3.0) < 0
    section.prints(
        rf"The loss is ${number(losses[0])}$, $g=(uv^2,u^2v)^\top={vector(g)}^\top$,"
        rf" $\|g\|^2={number(square)}$, and the Hessian ${matrix(hessian)}$ has eigenvalues"
        rf" ${number(high, 3)}$ and ${number(low, 3)}$",
        rf"$\eta\lambda_{{\max}}={number(eta * high, 3)}$: beyond 2",
        rf"leads to ${vector(x - eta * g)}$ with loss ${number(losses[1], 1)}$, and two more to"
        rf" ${number(losses[2] + 1e-9, 4)}$ and ${number(losses[3], 4)}$",
        rf"$d={number(losses[0] - losses[1], 1)}/{number(eta * square)}={number(share, 2)}$",
        rf"$\eta R=2(1-d)={number(2 * (1 - share), 1)}<2$",
        rf"would promise a fall of ${number(promised, 1)}$",
    )
    catapulted(section)
    curvature_that_grows(section)
    section.prints(
        rf"with $\beta_1=0.9$ has been seen to hover at ${number(3.8 / 0.1)}/\eta$",
        r"A run shows $\eta\lambda_{\max}=2.3$",
        r"as of November 2026",
    )
    for year in ("2022", "2023", "2024", "2025"):
        section.prints(year)
    section.prints_nothing_else()


def catapulted(section: Section) -> None:
    output, curvature = catapult(np.array([2.0]), np.array([0.1]), 0.75, 60)
    losses = output**2 / 2
    shown = [f"${number(each, 4)}$" for each in losses[:6]]
    assert losses[-1] < 1e-12
    section.prints(
        rf"From $(2,0.1)$ with $\eta=0.75$ the losses are {', '.join(shown)}",
        rf"a rise by a factor of ${number(losses.max() / losses[0])}$",
        rf"from ${number(0.75 * curvature[0], 2)}$ to ${number(0.75 * curvature[-1], 2)}$",
    )


def curvature_that_grows(section: Section) -> None:
    x, eta = -3.0, 10.0
    reached = x - eta * (math.exp(x) - 1)
    section.prints(
        r"at $-3$ and $\eta=10$",
        rf"$\eta f''={number(eta * math.exp(x), 3)}<1$, but the step takes the loss from"
        rf" ${number(math.exp(x) - x, 2)}$ to ${number(math.exp(reached) - reached)}$",
    )


@pytest.mark.parametrize("eta", [0.1, 0.9, 1.0, 1.9, 2.5])
def test_the_lemma_is_an_equality_on_the_steepest_quadratic(eta: float) -> None:
    slack = descent_slack(lambda x: float(x @ x / 2), lambda x: x, np.array([3.0, 4.0]), eta, 1.0)
    assert slack == pytest.approx(0, abs=1e-12)


def test_the_lesson_form_needs_a_step_of_at_most_one_over_smoothness() -> None:
    def fall(eta: float) -> float:
        return (1 - (1 - eta) ** 2) / 2

    for eta in np.linspace(0.01, 2, 200):
        assert (fall(eta) >= eta / 2 - 1e-12) == (eta <= 1 + 1e-12)


def test_noise_costs_what_the_bound_says() -> None:
    x, eta, sigma = np.array([1.0, -2.0]), 0.2, 0.7
    g = slope(x)
    # The noise is plus or minus sigma along either axis, so the mean is a sum of four values.
    kicks = sigma * np.array([[1, 0], [-1, 0], [0, 1], [0, -1]])
    mean = np.mean([value(y := x - eta * (g + kick)) for kick in kicks])
    bound = value(x) - eta * (1 - 2 * eta) * float(g @ g) + 2 * eta**2 * sigma**2
    assert mean <= bound
    assert y.shape == (2,)
