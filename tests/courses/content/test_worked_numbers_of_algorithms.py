"""Every number printed in sections 4.1 to 4.5 equals what the repository computes.

See test_worked_numbers.py for how.
"""
# ruff: noqa: N803, N806 (matrices have capital letters)

import numpy as np
import torch

from reference.kfac import kfac_step
from tests.courses.content.printed import Array, Section, number, sigmoid, vector


def test_gauss_newton() -> None:
    section = Section("so-4.2")

    def step(c: float, x: float = 0.1) -> tuple[float, float, float]:
        r, J = np.array([x + 1, c * x**2 + x - 1]), np.array([1, 2 * c * x + 1])
        return float(J @ r), float(J @ J), x - float(J @ r / (J @ J))

    # At 0 the residuals are (1, -1), their slopes (1, 1), their second derivatives (0, 2c).
    slopes, bend_per_c = np.ones(2), -1 * 2
    tame, wild = step(0.5), step(-2)
    assert round(abs(wild[2]) / 0.1) == 3
    section.prints(
        r"Let $r(x)=(x+1,\;cx^2+x-1)$",
        rf"At $x^*=0$: $J={vector(slopes)}^\top$",
        rf"$J^\top J={number(slopes @ slopes)}$, $S={bend_per_c}c$",
        rf"So $f''(0)={number(slopes @ slopes)}{bend_per_c}c$",
        "For $c=-2$ the point $0$ is a strict minimiser",
        rf"For $c=0.5$, from $x=0.1$: $J^\top r={number(tame[0], 4)}$",
        rf"$J^\top J={number(tame[1], 2)}$, $x^+\approx{number(tame[2], 4)}$",
        rf"($f''(0)={number(2 - 2 * -2)}$), yet from $x=0.1$ we get",
        rf"$J^\top r={number(wild[0], 3)}$, $J^\top J={number(wild[1], 2)}$",
        rf"$x^+\approx{number(wild[2], 4)}$: three times as far away",
    )
    section.prints_nothing_else()


def test_levenberg_marquardt() -> None:
    section = Section("so-4.3")
    J, r = np.diag([3.0, 0.1]), np.array([3.0, 1.0])
    full, damped = np.linalg.solve(J, -r), np.linalg.solve(J.T @ J + np.eye(2), -J.T @ r)
    rates, kept = 1 / (np.diag(J) ** 2 + 1), damped / full * 100
    section.prints(
        rf"$J=\operatorname{{diag}}(3,0.1)$, $r={vector(r)}^\top$",
        rf"Gauss–Newton gives $p={vector(full)}^\top$. With $\mu=1$",
        rf"$p\approx({number(damped[0], 1)},{number(damped[1], 4)})^\top$",
        rf"keeps ${number(kept[0])}$ per cent of its step, the other ${number(kept[1])}$ per cent",
        rf"from ${number(np.linalg.norm(full), 2)}$ to ${number(np.linalg.norm(damped), 4)}$",
        rf"are ${number(rates[0], 1)}$ and ${number(rates[1], 4)}$",
        # A customary constant.
        r"Multiply $\mu$ by about 10",
    )
    section.prints_nothing_else()


def test_kfac() -> None:
    section = Section("so-4.4")
    X, w, y = np.diag([2.0, 1.0]), np.array([1.0, 0.0]), np.array([1.0, 0.0])
    q = np.array([sigmoid(z) for z in X @ w])
    variance, A, g = q * (1 - q), X.T @ X / 2, X.T @ (q - y) / 2
    fisher, B = X.T @ np.diag(variance) @ X / 2, float(variance.mean())
    ratios = np.diag(fisher) / (B * np.diag(A))
    section.prints(
        rf"Inputs ${vector(X[0])}$ with label {number(y[0])} and ${vector(X[1])}$ with label"
        rf" {number(y[1])}, weights $w={vector(w)}$, mean loss, $t=1$",
        rf"$\sigma(2)\approx{number(q[0], 4)}$ and ${number(q[1], 1)}$",
        rf"variances ${number(variance[0], 4)}$ and ${number(variance[1], 2)}$",
        rf"$F=\operatorname{{diag}}{vector(np.diag(fisher), 4)}$",
        rf"$B\approx{number(B, 4)}$",
        rf"$A=\operatorname{{diag}}({number(A[0, 0])},{number(A[1, 1], 1)})$",
        rf"$B\otimes A\approx\operatorname{{diag}}{vector(B * np.diag(A), 4)}$",
        rf"$R\approx{number(ratios[0], 2)}$ and ${number(ratios[1], 2)}$",
        rf"$G\approx({number(g[0], 4)},{number(g[1], 2)})$",
        *(kfac_row(X, y, w, A, B, damping) for damping in (0.0, 0.1)),
        "with $tR=1.9$ along one direction of a quadratic",
        rf"factor ${number((1 - 1.9) ** 2, 2)}$ per step while $r={number(1 - 1.9, 1)}$",
        "$r$ stays near $-0.95$ and the loss falls",
        rf"$tR\approx{number(1 + 0.95, 2)}$",
        rf"$r\approx{number(1 - (1 + 0.95) / 2, 3)}$",
        "$r$ stays near $0.99$ with $t=1$",
        rf"$R\approx{number(1 - 0.99, 2)}$: the metric claims ${number(1 / (1 - 0.99))}$ times",
        # A rule of thumb.
        "Every 50 steps or so",
    )
    section.prints_nothing_else()


def kfac_row(X: Array, y: Array, w: Array, A: Array, B: float, damping: float) -> str:
    def loss(v: Array) -> float:
        return float(np.mean(np.logaddexp(0, X @ v) - y * (X @ v)))

    def gradient(v: Array) -> Array:
        return X.T @ (np.array([sigmoid(z) for z in X @ v]) - y) / 2

    g = gradient(w)
    G, factor_A, factor_B = (torch.tensor(each) for each in (g[None], A, np.array([[B]])))
    P = -kfac_step(G, factor_A, factor_B, damping).numpy()[0]
    r = gradient(w + P) @ P / (g @ P)
    shown = [number(-g @ P, 4), number(loss(w) - loss(w + P), 4), number(r, 3), number(1 - r, 3)]
    return "| " + " | ".join(f"${cell}$" for cell in [f"{damping:g}", vector(P, 4), *shown]) + " |"


def test_shampoo() -> None:
    section = Section("so-4.5")
    values = np.array([2.0, 0.5])
    fourth_roots, inverses = values / np.sqrt(values**2 + 0.01), values / (values**2 + 0.01) ** 2
    assert fourth_roots[0] > fourth_roots[1]
    assert inverses[0] < inverses[1]
    section.prints(
        r"singular values $2$ and $0.5$, and $\epsilon=0.01$",
        rf"into ${number(fourth_roots[0], 4)}$ and ${number(fourth_roots[1], 4)}$",
        rf"would give ${number(inverses[0], 4)}$ and ${number(inverses[1], 4)}$",
    )
    section.prints_nothing_else()
