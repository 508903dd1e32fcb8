"""Every number printed in section 6.2 of Gradient Descent equals what the repository computes."""
# ruff: noqa: N806 (matrices have capital letters)

import math
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from reference.heavy_ball import heavy_ball, optimal_hb
from reference.nesterov import nesterov
from reference.rate_diagnosis import diagnose, lr_range_test
from tests.courses.content.printed import Array, Section, number

Points = NDArray[np.floating]
STIFF = np.array([0.01, 1.0])


def with_curvatures(curvatures: Array) -> Callable[[Points], Array]:
    def grad(x: Points) -> Array:
        product: Array = curvatures * x
        return product

    return grad


def losses_of_unknown_mu() -> Array:
    X, _ = nesterov(with_curvatures(STIFF), np.ones(2), 1.0, 200)
    return np.asarray(X**2 @ STIFF / 2, dtype=np.float64)


def test_example_by_hand() -> None:
    section = Section("gd-6.2")
    X, Y = nesterov(with_curvatures(np.array([1.0, 4.0])), np.array([8.0, 8.0]), 4.0, 8, 1.0)
    t = np.arange(9)
    assert np.allclose(X[:4], np.array([[8, 8], [6, 0], [4, 0], [2.5, 0]]))
    assert np.allclose(Y[1:3], np.array([[16 / 3, -8 / 3], [10 / 3, 0]]))
    assert np.allclose(X[:, 0], 8 * (1 + t / 2) / 2**t)
    assert math.sqrt(optimal_hb(1.0, 4.0)[1]) == pytest.approx(1 / 3)
    a = [1.0]
    for _ in range(2):
        a.append((1 + math.sqrt(1 + 4 * a[-1] ** 2)) / 2)
    section.prints(
        r"The first step gives $x_1=(6,0)^\top$, then $y_1=(\tfrac{16}3,-\tfrac83)^\top$,"
        r" $x_2=(4,0)^\top$, $y_2=(\tfrac{10}3,0)^\top$, $x_3=(2.5,0)^\top$",
        rf"gradient descent at best ${number((4 - 1) / (4 + 1), 1)}$",
        rf"$a_1={number(a[1], 4)}$, $a_2={number(a[2], 4)}$",
        rf"$\beta_1={number((a[1] - 1) / a[2], 4)}$",
    )
    ripples(section)
    limits(section)
    section.prints_nothing_else()


def ripples(section: Section) -> None:
    losses = losses_of_unknown_mu()
    rises = np.diff(losses) > 0
    turns = (np.flatnonzero(rises[1:] != rises[:-1]) + 1).tolist()
    assert diagnose(losses[40:], 1.0) == "noisy"
    assert diagnose(losses, 1.0) == "healthy"
    section.prints(
        r"$\operatorname{diag}(0.01,1)$ the ripples come every"
        rf" ${number(math.pi / math.sqrt(STIFF[0]))}$ steps",
        rf"Quadratic $\operatorname{{diag}}(0.01,1)$ from $(1,1)$ with : the loss first rises after"
        rf" step ${turns[0]}$, falls from ${turns[1]}$, rises from ${turns[2]}$, again from"
        rf" ${turns[4]}$. In a log that starts at step $40$",
        "a rise every $100$ steps or so",
        rf"$\pi/\sqrt q=100$ gives $q\approx{number((math.pi / 100) ** 2, 3)}$",
    )


def limits(section: Section) -> None:
    section.prints(
        r"with $\mu=1$, $L=25$ converges where heavy ball with cycles",
        rf"$\eta=1.8/L$, stable for gradient descent, diverges once `nesterov=True` is set, since"
        rf" with $\beta=0.9$ allows ${number(3.8 / 2.8, 3)}/L$",
    )


@pytest.mark.parametrize("beta", [0.0, 0.3, 0.9])
def test_the_stable_steps_are_those_of_the_formula(beta: float) -> None:
    limit = (2 + 2 * beta) / (1 + 2 * beta)
    for share in np.linspace(0.02, 1.98, 99):
        h = 1 - share * limit * np.array([0.001, 0.1, 1.0])
        radius = max(np.abs(np.roots([1, -(1 + beta) * each, beta * each])).max() for each in h)
        assert (radius < 1) == (share < 1)


def test_a_range_test_of_gradient_descent_finds_more() -> None:
    etas = np.linspace(0.05, 3, 60)
    found = lr_range_test(lambda x: (float(x**2 @ STIFF / 2), STIFF * x), np.ones(2), etas, 100)
    assert found == pytest.approx(2, rel=0.03)
    assert found > 3.8 / 2.8


def test_the_bound_holds_for_every_point_and_the_loss_rises() -> None:
    losses, t = losses_of_unknown_mu(), np.arange(1, 201)
    for z in (np.zeros(2), np.array([0.5, 0.1]), np.array([-3.0, 2.0])):
        gap = losses[1:] - float(z**2 @ STIFF / 2)
        assert np.all(gap <= 2 * np.sum((1 - z) ** 2) / (t + 1) ** 2)
    assert np.any(np.diff(losses) > 0)


def test_the_known_constant_gives_its_rate() -> None:
    X, _ = nesterov(with_curvatures(STIFF), np.ones(2), 1.0, 100, 0.01)
    losses = X**2 @ STIFF / 2
    first = losses[0] + 0.01 / 2 * 2
    assert np.all(losses <= 0.9 ** np.arange(101) * first)


def test_it_converges_where_the_heavy_ball_cycles() -> None:
    def slope(x: Points) -> Array:
        return np.where(x < 1, 25 * x, np.where(x < 2, x + 24, 25 * x - 24))

    start = np.array([3.3])
    assert abs(nesterov(slope, start, 25.0, 100, 1.0)[0][-1, 0]) < 1e-9
    assert abs(heavy_ball(slope, start, *optimal_hb(1.0, 25.0), 100)[-1, 0]) > 0.6


def test_separable_rows_meet_the_bound_without_a_minimiser() -> None:
    rows, gamma = np.array([[1.0, 0.5], [2.0, -0.5], [1.5, 0.0]]), 1.0
    L = float(np.linalg.norm(rows, 2)) ** 2 / 12

    def grad(w: Points) -> Array:
        return np.asarray(-(1 / (1 + np.exp(rows @ w))) @ rows / 3, dtype=np.float64)

    X, _ = nesterov(grad, np.zeros(2), L, 300)
    t = np.arange(2, 301)
    losses = np.logaddexp(0, -X[2:] @ rows.T).mean(axis=1)
    assert np.all(losses <= t**-2.0 + 8 * L / gamma**2 * np.log(t) ** 2 / (t + 1) ** 2)
