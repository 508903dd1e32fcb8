"""The numbers of section 3.4 of Optimization Landscape: flatness on average."""
# ruff: noqa: N803 (matrices have capital letters)

import math

import numpy as np
import pytest

from reference.flatness import expected_rise
from tests.courses.content.printed import Array, Section, number, sigmoid

A, B = np.diag([10.0, 0.1]), np.diag([6.0, 6.0])


def rise(H: Array, sigma: float, pairs: int, seed: int) -> tuple[float, float]:
    return expected_rise(lambda x: float(x @ H @ x / 2), np.zeros(len(H)), sigma, pairs, seed)


def test_flatness_worked_by_hand() -> None:
    section = Section("ol-3.4")
    for sigma in (0.1, 1, 3):
        exact, trace = 1 - math.exp(-(sigma**2) / 2), sigma**2 / 2
        bound = sigma**3 / 6 * 3 ** (3 / 4)
        assert abs(exact - trace) <= bound
        mean, error = expected_rise(
            lambda x: float(1 - np.cos(x[0])), np.zeros(1), sigma, 2000, seed=0
        )
        assert abs(mean - exact) <= 4 * error
        section.prints(
            f"| ${sigma}$ | ${number(exact, 4)}$ | ${number(trace, 4)}$ | ${number(bound, 4)}$ |"
        )
    two_minima(section)
    trade(section)
    examples(section)
    section.prints_nothing_else()


def two_minima(section: Section) -> None:
    traces = [float(np.trace(H)) for H in (A, B)]
    tops = [float(np.linalg.eigvalsh(H)[-1]) for H in (A, B)]
    assert tops[0] > tops[1]
    assert traces[0] < traces[1]
    rises = [number(0.1**2 / 2 * trace, 4) for trace in traces]
    section.prints(
        r"$H_A=\operatorname{diag}(10,\;0.1)$ and $H_B=\operatorname{diag}(6,6)$",
        rf"have $\lambda_1$ of ${number(tops[0])}$ and ${number(tops[1])}$",
        f"but traces of ${number(traces[0], 1)}$ and ${number(traces[1])}$",
        f"$F_{{0.1}}={rises[0]}$ and ${rises[1]}$",
    )
    few, many = ([standard_error(H, pairs) for H in (A, B)] for pairs in (25, 400))
    assert traces[1] - traces[0] < min(few) / (0.1**2 / 2)
    means = [rise(H, 0.1, 400, seed=0) for H in (A, B)]
    for (mean, error), predicted in zip(means, many, strict=True):
        assert error == pytest.approx(predicted, rel=0.2)
        assert mean > 0
    section.prints(
        f"With $s=25$ the standard errors ${number(few[0], 4)}$ and ${number(few[1], 4)}$ hide",
        f"with $s=400$ one run of the repository's estimator gives ${number(means[0][0], 4)}$ and "
        f"${number(means[1][0], 4)}$",
    )
    section.prints("level lines $f=0.05$ of $A$ and $B$ and the circle of radius $0.1$")
    assert pytest.approx(0.05) == 10.0 * 0.1**2 / 2


def standard_error(H: Array, pairs: int) -> float:
    return 0.1**2 * float(np.linalg.norm(H)) / math.sqrt(2 * pairs)


def trade(section: Section) -> None:
    m, delta, distance = 60_000, 0.05, 10.0

    def root(sigma: float) -> float:
        complexity = distance**2 / (2 * sigma**2) + math.log(2 * math.sqrt(m) / delta)
        return math.sqrt(complexity / (2 * m))

    section.prints(
        rf"take $m={m}$, $\delta={delta}$, $\|x-x_0\|_2={number(distance)}$. "
        rf"The root is ${number(root(0.1), 4)}$ at $\sigma=0.1$ and ${number(root(0.2), 4)}$ "
        r"at $\sigma=0.2$",
    )


def examples(section: Section) -> None:
    near, far = (sigmoid(u) * (1 - sigmoid(u)) for u in (2, 4))
    section.prints(
        f"from margin 2 to 4 lowers it from ${number(near, 4)}$ to ${number(far, 4)}$",
        r"variance $h^2/12$ per weight: the expected rise is about $h^2\operatorname{tr}H/24$",
        r"that layer's $h/\sqrt{12}$",
    )


def test_rounding_raises_the_loss_as_the_trace_predicts() -> None:
    h, noise = 0.2, np.random.default_rng(0).uniform(-0.1, 0.1, (20_000, 2))
    rises = np.einsum("ij,jk,ik->i", noise, A, noise) / 2
    error = rises.std() / math.sqrt(len(rises))
    assert rises.mean() == pytest.approx(h**2 * np.trace(A) / 24, abs=4 * error)


def test_a_balanced_saddle_has_no_rise_and_a_slope_changes_none() -> None:
    mean, error = rise(np.diag([5.0, -5.0]), 0.1, 4000, seed=0)
    assert abs(mean) <= 4 * error
    slope = np.array([3.0, -2.0])
    tilted, _ = expected_rise(
        lambda x: float(x @ B @ x / 2 + slope @ x), np.zeros(2), 0.1, 50, seed=0
    )
    assert tilted == pytest.approx(rise(B, 0.1, 50, seed=0)[0])


def test_the_fourth_moment_of_a_normal_length() -> None:
    for n in (1, 3, 10):
        lengths = np.linalg.norm(np.random.default_rng(n).standard_normal((200_000, n)), axis=1)
        assert np.mean(lengths**4) == pytest.approx(n * (n + 2), rel=0.03)
        assert np.mean(lengths**3) <= (n * (n + 2)) ** 0.75
