"""The numbers and the claims of section 3.2 of Second-Order Methods."""
# ruff: noqa: N806 (matrices have capital letters)

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from reference.damped_newton import damped_newton
from reference.lbfgs import two_loop_direction
from reference.logistic_regression import logistic_loss_grad
from reference.newton import newton_decrement, newton_step
from tests.courses.content.printed import Section, number

Array = NDArray[np.floating]

ALPHA = 0.1


def barrier(x: Array) -> float:
    return float(x[0] - math.log(x[0])) if x[0] > 0 else math.inf


def barrier_gradient(x: Array) -> Array:
    return np.array(1 - 1 / x)


def barrier_hessian(x: Array) -> Array:
    return np.diag(1 / x**2)


def log_cosh(w: Array) -> float:
    return float(np.log(np.cosh(w[0])))


def log_cosh_gradient(w: Array) -> Array:
    return np.array(np.tanh(w))


def log_cosh_hessian(w: Array) -> Array:
    return np.diag(1 / np.cosh(w) ** 2)


def run(start: float, steps: int, barrier_run: bool) -> list[float]:
    f = barrier if barrier_run else log_cosh
    grad = barrier_gradient if barrier_run else log_cosh_gradient
    hess = barrier_hessian if barrier_run else log_cosh_hessian
    found = [
        damped_newton(f, grad, hess, np.array([start]), ALPHA, 0.5, 1e-30, count)[0][0]
        for count in range(steps + 1)
    ]
    return [float(x) for x in found]


def test_the_numbers_of_damped_newton() -> None:
    section = Section("so-3.2")
    x = np.array([3.0])
    g, H = barrier_gradient(x), barrier_hessian(x)
    p, decrement = newton_step(g, H), newton_decrement(g, H)
    reached = x + p / (1 + decrement)
    decrease = barrier(x) - barrier(reached)
    assert decrease == pytest.approx(decrement - math.log(1 + decrement))
    assert p == pytest.approx(x - x**2)
    assert decrement == pytest.approx(abs(x[0] - 1))
    section.prints(
        r"Take $f(x)=x-\log x$ on $x>0$, with minimum $f(1)=1$. Here",
        r"$f'=1-1/x$ and $f''=1/x^2$",
        r"so $p=x-x^2$ and $\lambda=|x-1|$",
        rf"At $x=3$: $p={number(p[0])}$ and $\lambda={number(decrement)}$",
        rf"The full step leads to ${number((x + p)[0])}$",
        rf"$t=1/{number(1 + decrement)}$ lands on $x^+={number(reached[0])}$",
        rf"$f(3)-f(1)=2-\log3\approx{number(decrease, 4)}$",
    )
    iterates = run(3.0, 4, barrier_run=True)
    assert (x + p / 2)[0] == 0
    assert iterates[1] == pytest.approx((x + p / 4)[0])
    errors = [each - 1 for each in iterates[1:]]
    assert errors[1:] == pytest.approx([-(error**2) for error in errors[:-1]])
    digits = zip(errors, (1, 2, 4, 4), strict=True)
    shown = ", ".join(f"${number(error, places)}$" for error, places in digits)
    section.prints(
        rf"Backtracking with $\alpha={ALPHA}$, $\beta=\tfrac12$ refuses",
        rf"accepts $t=\tfrac14$: $x={number(iterates[1], 1)}$",
        f"the errors are {shown}",
    )
    the_logistic_loss(section)
    the_questions(section)
    section.prints_nothing_else()


def the_logistic_loss(section: Section) -> None:
    w, inputs, labels = np.array([1.5]), np.array([[2.0], [2.0]]), np.array([1.0, 0.0])
    loss, gradient = logistic_loss_grad(w, inputs, labels)
    assert loss - math.log(2) == pytest.approx(log_cosh(w))
    assert gradient == pytest.approx(np.tanh(w))
    p = newton_step(np.tanh(w), log_cosh_hessian(w))
    assert p == pytest.approx(-np.sinh(2 * w) / 2)
    half = run(1.5, 1, barrier_run=False)[1]
    assert half == pytest.approx((w + p / 2)[0])
    further = w + p + newton_step(np.tanh(w + p), log_cosh_hessian(w + p))
    assert abs(further[0]) > 100
    section.prints(
        rf"From $w={number(w[0], 1)}$ the full step leads to ${number((w + p)[0], 4)}$",
        rf"from ${number(log_cosh(w), 4)}$ to ${number(log_cosh(w + p), 4)}$",
        rf"With $\alpha={ALPHA}$ the half step passes, to ${number(half, 4)}$",
        "one Newton step from $w=1.5$",
    )


def the_questions(section: Section) -> None:
    asked = 0.6
    largest = 2 * (1 - asked)
    # On a quadratic the decrease is t - t^2 / 2 times the squared decrement.
    assert largest - largest**2 / 2 == pytest.approx(asked * largest)
    section.prints(
        rf"Someone sets $\alpha={asked}$",
        rf"by ${1 - 1 / 2}\lambda^2$, less than the ${asked}\lambda^2$ asked for",
        rf"$t\le2(1-\alpha)={number(largest, 1)}$ passes",
    )


@pytest.mark.parametrize("start", [3.0, 0.2, 40.0])
def test_the_damped_step_of_a_self_concordant_function_falls_as_promised(start: float) -> None:
    x = np.array([start])
    g, H = barrier_gradient(x), barrier_hessian(x)
    decrement = newton_decrement(g, H)
    reached = x + newton_step(g, H) / (1 + decrement)
    assert barrier(reached) <= barrier(x) - (decrement - math.log(1 + decrement)) + 1e-12


def ridge_logistic(x: Array) -> tuple[float, Array, Array]:
    """Return value, gradient and Hessian of log cosh of both coordinates with a ridge of 0.1."""
    value = float(np.log(np.cosh(x)).sum() + 0.05 * x @ x)
    return value, np.tanh(x) + 0.1 * x, np.diag(1 / np.cosh(x) ** 2 + 0.1)


def test_every_step_up_to_the_ratio_of_the_constants_lowers_the_function() -> None:
    rng, ratio = np.random.default_rng(0), 0.1 / 1.1
    for x in rng.uniform(-4, 4, (100, 2)):
        value, g, H = ridge_logistic(x)
        p = newton_step(g, H)
        for t in np.linspace(0, ratio, 5):
            assert ridge_logistic(x + t * p)[0] <= value + t * (g @ p) / 2 + 1e-12


def test_the_full_step_passes_once_the_decrement_is_small_and_not_always_before() -> None:
    # The third derivative of log cosh is at most 4 / (3 sqrt 3) in size.
    largest, ridge = 4 / (3 * math.sqrt(3)), 0.1
    enough = 3 * (1 - 2 * ALPHA) * ridge**1.5 / largest
    refused, small = 0, 0
    for x in np.random.default_rng(1).uniform(-3, 3, (400, 2)) ** 3:
        value, g, H = ridge_logistic(x)
        decrement, p = newton_decrement(g, H), newton_step(g, H)
        passes = ridge_logistic(x + p)[0] <= value - ALPHA * decrement**2
        refused += not passes
        small += decrement <= enough
        assert passes or decrement > enough
    assert refused > 0
    assert small > 0


def test_a_lower_bound_of_the_metric_secures_a_step_without_convexity() -> None:
    rng = np.random.default_rng(2)
    H = np.diag([2.0, -1.0, 0.5])
    S = np.array([[1.0, 0.0, 0.0], [0.2, 0.0, 1.0]])
    Y, gamma = S @ H, 0.7
    # Minus the direction for each unit vector is a column of the inverse of B.
    K = -np.array([two_loop_direction(unit, S, Y, gamma) for unit in np.eye(3)])
    lower = 1 / float(np.linalg.eigvalsh(K)[-1])
    for x in rng.standard_normal((50, 3)):
        g = H @ x
        p = -K @ g
        for t in (0.5 * lower / 2, lower / 2):
            moved = x + t * p
            assert moved @ H @ moved / 2 <= x @ H @ x / 2 + t * (g @ p) / 2 + 1e-12


@pytest.mark.parametrize("curvature", [0.5, 1.7, 1.9, 4.0])
def test_a_step_passes_on_a_quadratic_by_the_ratio_of_the_metrics(curvature: float) -> None:
    for t in (1.0, 0.5, 0.25):
        # One variable, C = 1 and H the curvature, from g = 1: p = -1.
        falls = -t + t**2 * curvature / 2 <= -ALPHA * t
        assert falls == (t * curvature <= 2 * (1 - ALPHA))
