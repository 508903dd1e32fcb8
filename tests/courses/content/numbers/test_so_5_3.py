"""The numbers and the claims of section 5.3 of Second-Order Methods."""
# ruff: noqa: N803, N806 (matrices have capital letters)

import runpy

import numpy as np
import pytest

from reference.bfgs import bfgs_inverse
from reference.lbfgs import two_loop_direction
from reference.newton import newton_step
from reference.optimizer_state import second_order_state
from tests.courses.content.printed import CONTENT, Array, Section, matrix, number, vector

FIGURES = CONTENT / "second-order-methods" / "part-3" / "figures"
HESSIAN = np.array([[1.0, 1.0], [1.0, 2.0]])


def test_the_numbers_of_lbfgs() -> None:
    section = Section("so-5.3")
    g, S = np.array([1.0, 1.0]), np.array([[1.0, 0.0], [0.0, 1.0]])
    Y = S @ HESSIAN
    gamma = float(S[1] @ Y[1] / (Y[1] @ Y[1]))
    K = bfgs_inverse(gamma * np.eye(2), [(S[1], Y[1])])
    assert gamma == pytest.approx(2 / 5)
    assert S[1] @ Y[1] == 2
    assert np.allclose(K @ Y[1], S[1])
    one, two = two_loop_direction(g, S[1:], Y[1:]), two_loop_direction(g, S, Y)
    assert np.allclose(one, -K @ g)
    newton = np.asarray(newton_step(g, HESSIAN), dtype=np.float64)
    section.prints(
        rf"$H={matrix(HESSIAN)}$, $g={vector(g)}^\top$",
        rf"$y=Hs={vector(Y[1])}^\top$",
        rf"K=\begin{{pmatrix}}{K[0, 0]:.1f}&{K[0, 1]:.1f}\\{K[1, 0]:.1f}&{K[1, 1]:.1f}\end",
        rf"$p=({one[0]:.1f},{one[1]:.1f})^\top$ with slope $g^\top p={g @ one:.1f}$",
        rf"$p=({two[0]:.1f},{two[1]:.2f})^\top$ and the slope is ${g @ two:.2f}$",
        rf"Newton's step is ${vector(newton)}^\top$, slope ${number(float(g @ newton))}$",
    )
    soap_beside_shampoo(section)
    memory(section)
    more_pairs(section)
    section.prints("Memory $20$ needs as many iterations as memory $10$")
    section.prints_nothing_else()


def soap_beside_shampoo(section: Section) -> None:
    gradients = [np.diag([2.0, 0.0]), np.array([[0.0, 1.0], [1.0, 0.0]])]
    left = np.mean([G @ G.T for G in gradients], axis=0)
    right = np.mean([G.T @ G for G in gradients], axis=0)
    V = np.mean([G * G for G in gradients], axis=0)
    rank_one = np.outer(np.diag(left), np.diag(right)) / np.trace(left)
    assert np.array_equal(left, right)
    assert np.array_equal(V.sum(axis=1), np.diag(left))
    assert np.allclose(rank_one.sum(axis=0), V.sum(axis=0))
    section.prints(
        rf"$\operatorname{{diag}}({left[0, 0]:.1f},{left[1, 1]:.1f})$",
        rf"$V=\begin{{pmatrix}}{V[0, 0]:.0f}&{V[0, 1]:.1f}\\{V[1, 0]:.1f}&{V[1, 1]:.0f}\end",
        "rank-one matrix has " + ", ".join(f"${value:.4f}$" for value in rank_one.ravel()),
    )


def memory(section: Section) -> None:
    side = 64
    N = side * side
    elements = {
        method: second_order_state([(side, side)], method, m=10)["elements"] / N
        for method in ("soap", "adamw", "lbfgs")
    }
    section.prints(
        rf"SOAP keeps ${elements['soap']:.0f}N$ numbers, AdamW ${elements['adamw']:.0f}N$, "
        rf"L-BFGS with $m=10$ keeps ${elements['lbfgs']:.0f}N$"
    )


def more_pairs(section: Section) -> None:
    figure = runpy.run_path(str(FIGURES / "5.3-memory-and-basis.py"))
    curvatures = figure["CURVATURES"]
    section.prints(
        rf"quadratic with $n={len(curvatures)}$ and condition number "
        rf"${number(curvatures[-1] / curvatures[0])}$"
    )
    needed = [
        next(k for k, loss in enumerate(figure["excess_losses"](m)) if loss < 1e-10)
        for m, _, _ in figure["MEMORIES"]
    ]
    one, five, forty = needed
    assert one > five > forty
    described = f"needs {one} iterations with one pair, {five} with five and {forty} with forty"
    assert described in " ".join(figure["__doc__"].split())


def pairs_of(H: Array, count: int, seed: int) -> list[tuple[Array, Array]]:
    steps = np.random.default_rng(seed).standard_normal((count, len(H)))
    return [(s, H @ s) for s in steps]


def test_the_bounds_hold_whatever_the_pairs() -> None:
    n, m, mu, L = 6, 3, 0.5, 8.0
    H = np.diag(np.linspace(mu, L, n))
    for seed in range(20):
        pairs = pairs_of(H, m, seed)
        s, y = pairs[-1]
        values = 1 / np.linalg.eigvalsh(bfgs_inverse(s @ y / (y @ y) * np.eye(n), pairs))
        assert values.max() <= (n + m) * L
        assert values.prod() >= mu**n * (mu / ((n + m) * L)) ** m


def test_outside_of_its_pairs_lbfgs_is_gradient_descent() -> None:
    rng = np.random.default_rng(0)
    S, Y = np.zeros((2, 6)), np.zeros((2, 6))
    S[:, :4] = rng.standard_normal((2, 4))
    Y[:, :4] = S[:, :4] @ np.diag([1.0, 2.0, 3.0, 4.0])
    g = np.array([0.0, 0.0, 0.0, 0.0, 1.0, -2.0])
    gamma = S[1] @ Y[1] / (Y[1] @ Y[1])
    assert np.allclose(two_loop_direction(g, S, Y), -gamma * g)


def test_one_pair_and_an_exact_line_search_give_the_direction_of_conjugate_gradients() -> None:
    H, x = np.diag([1.0, 2.0, 5.0]), np.ones(3)
    g = H @ x
    p = -g
    for _ in range(2):
        s = -(g @ p) / (p @ H @ p) * p
        x = x + s
        new, y = H @ x, H @ s
        lbfgs_direction = two_loop_direction(new, s[None], y[None])
        p = -new + (y @ new) / (y @ s) * s
        gamma = s @ y / (y @ y)
        assert np.allclose(lbfgs_direction, gamma * p)
        assert p @ H @ s == pytest.approx(0, abs=1e-12)
        g = new
