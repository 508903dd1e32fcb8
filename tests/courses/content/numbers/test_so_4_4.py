"""The numbers and the claims of section 4.4 of Second-Order Methods."""
# ruff: noqa: N803, N806 (matrices have capital letters)

import numpy as np
import pytest
import torch

from reference.kfac import kfac_step
from tests.courses.content.printed import Array, Section, number, sigmoid, vector


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


def test_the_identity_is_exact_and_a_quadratic_falls_as_it_says() -> None:
    rng = np.random.default_rng(7)
    root, metric = rng.standard_normal((3, 3)), np.diag([1.0, 2.0, 3.0])
    H, g = root + root.T, rng.standard_normal(3)
    p = -np.linalg.solve(metric, g)
    squared, R = float(-g @ p), float(p @ H @ p / (p @ metric @ p))
    for t in (0.1, 0.5, 1.0, 1.5):
        s = t * p
        assert (g + H @ s) @ p / (g @ p) == pytest.approx(1 - t * R)
        decrease = -float(g @ s + s @ H @ s / 2)
        assert decrease == pytest.approx(t * squared * (1 - t * R / 2))
        promise = -float(g @ s + s @ metric @ s / 2)
        assert decrease / promise == pytest.approx((1 - t * R / 2) / (1 - t / 2))
