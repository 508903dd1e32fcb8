"""Every number printed in section gd-5.4 equals what the repository computes."""
# ruff: noqa: N806 (matrices have capital letters)

import math

import numpy as np
import pytest
import torch

from reference.logistic_regression import logistic_loss_grad
from tests.courses.content.printed import Array, Section, number

ONE = np.ones((1, 1))
CLIP = 1e-7


def loss_and_slope(w: float) -> tuple[float, float]:
    value, gradient = logistic_loss_grad(np.array([w]), ONE, np.ones(1))
    return value, float(gradient[0])


def test_the_stable_formulas_of_gd_5_4_keep_what_the_others_lose() -> None:
    section = Section("gd-5.4")
    descent(section)
    thresholds(section)
    margins(section)
    neighbours_of_one(section)
    section.prints_nothing_else()


def descent(section: Section) -> None:
    w, eta = [0.0], 4.0
    values, slopes = [], []
    for _ in range(3):
        value, slope = loss_and_slope(w[-1])
        values.append(value)
        slopes.append(slope)
        w.append(w[-1] - eta * slope)
    promised = eta / 2 * slopes[0] ** 2
    assert values[0] - values[1] >= promised == 0.5
    assert values[1] - values[2] >= eta / 2 * slopes[1] ** 2
    floor = math.sqrt(2 * np.finfo(np.float64).eps * values[0] / eta)
    section.prints(
        rf"and $f$ falls from ${number(values[0], 4)}$ to ${number(values[1], 4)}$",
        rf"by ${number(values[0] - values[1], 4)}$ where",
        rf"promises ${number(promised, 1)}$",
        rf"$g_0={number(slopes[0], 1)}$, $w_1={number(w[1])}$",
        rf"$g_1={number(slopes[1], 4)}$, $w_2={number(w[2], 4)}$, $f={number(values[2], 4)}$",
        rf"At $f={number(values[0], 4)}$ and $\eta=4$ the floor",
        rf"is ${number(floor * 1e9, 1)}\cdot10^{{-9}}$",
        rf"With $f\approx0.69$ and $\eta=4$ that is under ${number(floor * 1e9, 1)}\cdot10^{{-9}}$",
        r"at $\|g\|_2=10^{-9}$",
        rf"$\epsilon=2^{{{number(math.log2(np.finfo(np.float64).eps))}}}$ in float64",
    )
    assert floor > 1e-9


def thresholds(section: Section) -> None:
    high = [math.log(float(np.finfo(kind).max)) for kind in (np.float64, np.float32)]
    low = [-math.log(float(np.finfo(kind).eps) / 2) for kind in (np.float64, np.float32)]
    for kind, edge in zip(("float64", "float32"), low, strict=True):
        above, below = np.array([-edge - 0.01, -edge + 0.01], dtype=kind)
        assert 1 + np.exp(above) == 1 < 1 + np.exp(below)
    section.prints(
        rf"for $-z>{number(high[0], 2)}$ in float64, for $-z>{number(high[1], 2)}$ in float32",
        rf"for $z>{number(low[0], 2)}$ (${number(low[1], 2)}$ in float32)",
        rf"lost at $z={number(low[0], 2)}$, in float32 already at ${number(low[1], 2)}$",
        rf"above margin ${number(low[1], 2)}$",
        "IEEE float64 and float32",
    )


def margins(section: Section) -> None:
    with np.errstate(over="ignore"):
        written = [float(np.log(1 + np.exp(-np.float64(z)))) for z in (-800, 40)]
        weights = [float(1 - 1 / (1 + np.exp(-np.float64(z)))) for z in (-800, 40)]
    assert written == [math.inf, 0]
    assert weights == [1, 0]
    (value, slope), (small, tiny) = loss_and_slope(-800.0), loss_and_slope(40.0)
    assert slope == -1
    assert small == pytest.approx(math.exp(-40))
    section.prints(
        rf"| $-800$ | inf | ${number(value)}$ | $1$ | $1$ |",
        rf"| $40$ | $0$ | ${number(small * 1e18, 2)}\cdot10^{{-18}}$ | $0$"
        rf" | ${number(-tiny * 1e18, 2)}\cdot10^{{-18}}$ |",
        "The margin $z=40$ above",
        "a margin of $-800$",
    )
    clipped = np.clip(1 / (1 + math.exp(700)), CLIP, 1 - CLIP)
    section.prints(
        r"$[10^{-7},1-10^{-7}]$",
        rf"at $z=-800$ the loss is then ${number(-math.log(clipped), 2)}$",
    )


def neighbours_of_one(section: Section) -> None:
    assert 1 + 0.5 * 1e-8**2 == 1
    coarse = torch.tensor(32.0, dtype=torch.bfloat16)
    spacing = torch.finfo(torch.bfloat16).eps * 32
    assert coarse + spacing > coarse
    assert coarse + spacing / 2 == coarse
    section.prints(
        "at $x=10^{-8}$ the computed $f$ equals $f(0)$",
        rf"between $32$ and $64$ they are multiples of ${number(spacing, 2)}$",
    )


def test_a_weight_on_separable_data_grows_and_one_with_a_bound_on_the_hessian_descends() -> None:
    rng = np.random.default_rng(0)
    A: Array = rng.standard_normal((12, 3))
    y = (A @ np.array([1.0, -2.0, 0.5]) > 0).astype(float)
    eta = 4 * len(A) / np.linalg.norm(A, 2) ** 2
    w, lengths = np.zeros(3), []
    value, gradient = logistic_loss_grad(w, A, y)
    for _ in range(400):
        w = w - eta * gradient
        after, following = logistic_loss_grad(w, A, y)
        assert after <= value - eta / 2 * float(gradient @ gradient)
        value, gradient = after, following
        lengths.append(float(np.linalg.norm(w)))
    assert lengths == sorted(lengths)
