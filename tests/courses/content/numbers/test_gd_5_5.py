"""Every number printed in section gd-5.5 equals what the repository computes."""
# ruff: noqa: N806 (matrices have capital letters)

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from reference.gradient_descent import gradient_descent
from reference.logistic_regression import logistic_loss_grad
from reference.oscillation import oscillation_modes
from reference.rate_diagnosis import diagnose, lr_range_test
from tests.courses.content.printed import Section, number

H = np.array([1.0, 10.0])


def value(x: NDArray[Any]) -> float:
    return float(x @ (H * x) / 2)


def test_the_labels_and_ratios_of_gd_5_5() -> None:
    section = Section("gd-5.5")
    step_sizes(section)
    range_test(section)
    fading_curvature(section)
    answers(section)
    section.prints_nothing_else()


def step_sizes(section: Section) -> None:
    g = H * np.ones(2)
    squared, curved = float(g @ g), float(g @ (H * g))
    R = curved / squared
    section.prints(
        rf"$f_0={number(value(np.ones(2)), 1)}$, $g_0=(1,10)$, $\|g_0\|_2^2={number(squared)}$,"
        rf" $g_0^\top Hg_0={number(curved)}$",
        rf"$R_0={number(R, 4)}$, just below $L=10$",
        r"$f=\tfrac12(x_1^2+10x_2^2)$ from $(1,1)$",
        "on 40 steps",
        r"only $\eta=0.21$ looks wrong",
        r"$\eta=0.15$ starts below zero",
    )
    for eta in (0.002, 0.05, 0.15, 0.21):
        points = gradient_descent(lambda x: H * x, np.ones(2), eta, 40)
        trace = np.array([value(x) for x in points])
        after = H * points[1]
        r = float(after @ g) / squared
        assert r == pytest.approx(1 - eta * R)
        assert trace[0] - trace[1] == pytest.approx(eta * squared * (1 - eta * R / 2))
        assert oscillation_modes(points.astype(np.float64), np.eye(2))[1] == (eta > 1 / 10)
        labels = [diagnose(trace, eta), diagnose(trace, eta, 10.0)]
        # f_1 is 1.70125, 1.61125, 6.36205 exactly: half a unit of the fourth digit goes up.
        first = round(trace[1] + 1e-9, 4)
        shown = [label.replace("_", " ") for label in labels]
        section.prints(
            rf"| ${eta:g}$ | ${eta * 10:g}$ | ${number(first, 4)}$ | ${number(r, 4)}$"
            rf" | {shown[0]} | {shown[1]} |"
        )


def range_test(section: Section) -> None:
    grid = np.arange(1, 61) / 100
    found = [
        lr_range_test(lambda x: (value(x), H * x), np.array([10.0, 0.1]), grid, k)
        for k in (5, 20, 50)
    ]
    assert found == sorted(found, reverse=True)
    assert found[-1] == 2 / 10
    section.prints(
        rf"from $(10,0.1)$ in steps of $0.01$ returns ${found[0]:g}$ with $k=5$,"
        rf" ${found[1]:g}$ with $k=20$ and $2/L={found[2]:g}$ with $k=50$"
    )


def fading_curvature(section: Section) -> None:
    w, trace, slopes = np.zeros(1), [], []
    for _ in range(41):
        loss, gradient = logistic_loss_grad(w, np.ones((1, 1)), np.ones(1))
        trace.append(loss)
        slopes.append(float(gradient[0]))
        w = w - 4 * gradient
    R = [(1 - after / before) / 4 for before, after in pairwise(slopes)]
    assert max(R) <= 1 / 4
    assert sorted(R, reverse=True) == R
    assert diagnose(np.array(trace), 4.0, 0.25) == "healthy"
    section.prints(
        rf"$R_0={number(R[0], 4)}$, $R_1={number(R[1], 4)}$, $R_{{39}}={number(R[39], 4)}$"
    )


def answers(section: Section) -> None:
    ripple = np.array([1.0, 3.0] * 8)
    assert diagnose(ripple, 0.1) == "oscillating"
    assert diagnose((ripple[1:] + ripple[:-1]) / 2, 0.1) == "too_small"
    flat = np.array([1.0, 1e-4])
    points = gradient_descent(lambda x: flat * x, np.array([0.0, 1.0]), 0.9, 40)
    trace = points**2 @ flat / 2
    assert (diagnose(trace, 0.9), diagnose(trace, 0.9, 1.0)) == ("too_small", "healthy")
    R = (1 + 0.95) / 0.1
    section.prints(
        r"$r_t$ stays near $-0.95$ with $\eta=0.1$",
        rf"$R_t\approx{number(R, 1)}$",
        rf"$2/{number(R, 1)}\approx{number(2 / R, 4)}$ on",
        r"with $\eta L=0.9$ it is healthy",
        r"On $\tfrac12(x_1^2+10^{-4}x_2^2)$ from $(0,1)$ with $\eta=0.9$",
    )
