"""Every number printed in section 6.1 of Gradient Descent equals what the repository computes."""
# ruff: noqa: N806 (matrices have capital letters)

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from reference.gradient_descent import gradient_descent
from reference.heavy_ball import heavy_ball, optimal_hb
from reference.logistic_regression import logistic_loss_grad
from tests.courses.content.printed import Array, Section, number, vector

Points = NDArray[np.floating]

ROWS, ALPHA = 40, 0.01


def largest_root(eta: float, beta: float, *curvatures: float) -> float:
    roots = [np.roots([1, eta * each - 1 - beta, beta]) for each in curvatures]
    return float(np.abs(roots).max())


def test_no_parameters_beat_the_bound_on_the_roots() -> None:
    best = (math.sqrt(9) - 1) / (math.sqrt(9) + 1)
    eta, beta = optimal_hb(1.0, 9.0)
    assert largest_root(eta, beta, 1, 9) == pytest.approx(best, rel=1e-6)
    for eta in np.linspace(0.01, 0.5, 50):
        for beta in np.linspace(0, 0.99, 50):
            radius = largest_root(eta, beta, 1, 9)
            assert radius >= best * (1 - 1e-6)
            assert (radius < 1) == (eta * 9 < 2 * (1 + beta))


def test_example_by_hand() -> None:
    section = Section("gd-6.1")
    H, x0 = np.diag([1.0, 9.0]), np.array([8.0, 8.0])
    eta, beta = optimal_hb(1.0, 9.0)
    ball = heavy_ball(lambda x: H @ x, x0, eta, beta, 10)
    plain = gradient_descent(lambda x: H @ x, x0, 2 / 10, 10)
    heights, plain_heights = (np.einsum("ti,ij,tj->t", X, H, X) / 2 for X in (ball, plain))
    t = np.arange(11)
    assert np.allclose(ball[:, 0], 8 * (1 + t / 2) * 0.5**t)
    assert np.allclose(ball[:, 1], 8 * (1 + 1.5 * t) * (-0.5) ** t)
    shown = ["(8,8)", "(6,-10)", "(4,8)", "(2.5,-5.5)"]
    assert np.allclose(ball[:4], np.array([[8, 8], [6, -10], [4, 8], [2.5, -5.5]]))
    shown.append(vector(ball[10], 4))
    section.prints(
        rf"$H=\operatorname{{diag}}(1,9)$, $x_0={vector(x0)}^\top$",
        rf"$\eta={number(eta, 2)}$, $\beta={number(beta, 2)}$",
        rf"$\eta={number(0.2, 1)}$, and factors $\pm{number(1 - 0.2, 1)}$",
        *(
            f"| {step} | ${point}$ | ${number(heights[step], 2)}$ | "
            f"${number(plain_heights[step], 2)}$ |"
            for step, point in zip((0, 1, 2, 3, 10), shown, strict=True)
        ),
        rf"rises from ${number(heights[0])}$ to ${number(heights[1])}$ at once",
        rf"$\eta L={number(eta * 9, 2)}$, and allows ${number(2 * (1 + beta), 1)}$",
        rf"here $\sqrt\beta={number(math.sqrt(beta), 1)}$",
    )
    examples(section)
    section.prints_nothing_else()


def examples(section: Section) -> None:
    root = math.sqrt(1000)
    ball, plain = (root - 1) / (root + 1), 999 / 1001
    digit = [number(math.log(0.1) / math.log(each)) for each in (ball, plain)]
    section.prints(
        rf"Quadratic with $\kappa=1000$: factor ${number(ball, 4)}$ a step instead of"
        rf" ${number(plain, 4)}$; a digit costs about ${digit[0]}$ steps instead of ${digit[1]}$",
        r"a run tuned at $\beta=0.9$ diverges",
        rf"the bound on $\eta L$ fell from ${number(2 * 1.9, 1)}$ to $2$",
        rf"a factor of {number(1 / (1 - 0.9))} in speed",
        r"at $\beta=0.9$ ten times shorter",
        rf"which is ${number(2 * 1.9 / (1 - 0.9))}$",
    )
    logistic(section)
    cycle(section)


def logistic(section: Section) -> None:
    rng = np.random.default_rng(0)
    A = np.column_stack([rng.normal(size=ROWS), 10 * rng.normal(size=ROWS), np.ones(ROWS)])
    y = (A @ [1.0, 0.1, 0.3] + rng.normal(size=ROWS) > 0).astype(float)

    def grad(w: Points) -> Array:
        return logistic_loss_grad(w, A, y)[1] + ALPHA * w

    L = float(np.linalg.norm(A, 2)) ** 2 / (4 * ROWS) + ALPHA
    best = gradient_descent(grad, np.zeros(3), 2 / (ALPHA + L), 20000)[-1]
    assert np.linalg.norm(grad(best)) < 1e-12
    p = 1 / (1 + np.exp(-A @ best))
    spectrum = np.linalg.eigvalsh(A.T @ (A * (p * (1 - p))[:, None]) / ROWS) + ALPHA
    low, high = float(spectrum[0]), float(spectrum[-1])
    assert low > ALPHA
    assert high < L

    def steps(points: Points) -> int:
        near = np.linalg.norm(points - best, axis=1) <= 1e-6 * np.linalg.norm(best)
        return int(np.argmax(near))

    counts = []
    for mu, top in ((ALPHA, L), (low, high)):
        counts.append(steps(gradient_descent(grad, np.zeros(3), 2 / (mu + top), 5000)))
        counts.append(steps(heavy_ball(grad, np.zeros(3), *optimal_hb(mu, top), 5000)))
    section.prints(
        rf"on ${ROWS}$ rows, features of scale 1 and 10 and a constant, $\alpha={ALPHA}$",
        "distance of $10^{-6}$",
        rf"needs ${counts[0]}$ steps, heavy ball with from the same bounds ${counts[1]}$",
        rf"${number(low, 3)}$ and ${number(high, 3)}$ against ${ALPHA}$ and ${number(L, 3)}$",
        rf"${counts[2]}$ and ${counts[3]}$. Only the first run",
    )


def cycle(section: Section) -> None:
    def slope(x: Points) -> Array:
        return np.where(x < 1, 25 * x, np.where(x < 2, x + 24, 25 * x - 24))

    eta, beta = optimal_hb(1.0, 25.0)
    assert (eta, beta) == pytest.approx((1 / 9, 4 / 9))
    points = heavy_ball(slope, np.array([3.3]), eta, beta, 400)[:, 0]
    assert np.allclose(points[-3:], points[-6:-3])
    turn = np.roll(points[-3:], -int(np.argmax(points[-3:])))
    section.prints(
        r"$f'(x)=25x$ for $x<1$, $x+24$ for $1\le x<2$, $25x-24$ for $x\ge2$: $\mu=1$, $L=25$",
        rf"from $x_0=3.3$ ends in the cycle ${number(turn[0], 3)}$, ${number(turn[1], 3)}$,"
        rf" ${number(turn[2], 3)}$",
    )
