"""Every number printed in section gd-5.1 equals what the repository computes."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from reference.descent_lemma import descent_slack
from reference.gradient_descent import gradient_descent
from reference.stable_minima import stable_minima
from reference.stationarity import best_stationary
from tests.courses.content.printed import Section, number


def hill(x: NDArray[np.floating]) -> float:
    return float(1 - np.cos(x[0]))


def test_the_smallest_gradient_of_gd_5_1_stays_under_its_bound() -> None:
    section = Section("gd-5.1")
    start = np.array([3.0])
    points = gradient_descent(np.sin, start, 1.0, 6)[:, 0]
    rows = []
    for t, x in enumerate(points[:6]):
        smallest, best = best_stationary(np.sin, start, 1.0, t + 1)[1:]
        bound = 2 * hill(start) / (t + 1)
        assert smallest <= bound
        assert best == 0
        assert descent_slack(hill, np.sin, np.array([x]), 1.0, 1.0) >= 0
        shown = (x, math.sin(x) ** 2, smallest, bound)
        rows.append(f"| {t} | " + " | ".join(f"${number(v, 4)}$" for v in shown) + " |")
    section.prints(
        *rows,
        r"From $x_0=3$, beside the maximum at $\pi$",
        rf"At $t=6$ the gradient is ${number(math.sin(points[6]), 4)}$",
    )
    minima_that_attract(section)
    negative_ratio(section)
    section.prints(r"$\|x_{t+1}-x_t\|_2\le10^{-8}$")
    section.prints_nothing_else()


def minima_that_attract(section: Section) -> None:
    kept, thrown = stable_minima(4.0, 0.3, 0.1), stable_minima(4.0, 0.3, 0.2)
    assert kept is not None
    assert thrown is not None
    assert kept[1] <= kept[2]
    assert thrown[1] <= thrown[2] < 4.0**2 + 0.3**2
    section.prints(
        rf"From $(4,0.3)$, $\eta=0.1$ ends at sharpness ${number(kept[1], 2)}$"
        rf" (limit ${number(kept[2])}$)",
        rf"$\eta=0.2$, with limit ${number(thrown[2])}$, is thrown",
        rf"ends at ${number(thrown[1], 2)}$",
    )


def negative_ratio(section: Section) -> None:
    r, eta = -0.3, 0.1
    curvature = 2 * (1 - r) / eta
    # On a quadratic with that curvature, one step has that ratio.
    x = 1.7
    after = x - eta * curvature * x
    assert (x**2 - after**2) * curvature / 2 / (eta * (curvature * x) ** 2) == pytest.approx(r)
    section.prints(
        r"$d_t=-0.3$ at one step with $\eta=0.1$",
        rf"is $2(1+0.3)/0.1={number(curvature)}$, above $2/\eta={number(2 / eta)}$",
        rf"So $L\ge{number(curvature)}$",
    )
