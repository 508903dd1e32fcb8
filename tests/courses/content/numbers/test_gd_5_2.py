"""Every number printed in section gd-5.2 equals what the repository computes."""

import math
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from reference.clipping import clip_by_global_norm
from reference.gradient_descent import gradient_descent
from reference.logistic_regression import logistic_loss_grad
from reference.pl_condition import pl_constant
from tests.courses.content.printed import Section, number, vector

Vector = NDArray[Any]


def wavy(x: Vector) -> float:
    return float(x[0] ** 2 + 3 * np.sin(x[0]) ** 2)


def wavy_gradient(x: Vector) -> Vector:
    return np.asarray(2 * x + 3 * np.sin(2 * x))


def test_the_rate_of_gd_5_2_holds_and_so_does_the_clipped_one() -> None:
    section = Section("gd-5.2")
    rate(section)
    clipping(section)
    outside(section)
    section.prints_nothing_else()


def rate(section: Section) -> None:
    grid = np.linspace(-10, 10, 20001)[:, None]
    mu = pl_constant(wavy, wavy_gradient, grid, 0.0)
    ratios = [pl_constant(wavy, wavy_gradient, point[None], 0.0) for point in grid]
    curvature = 2 + 6 * np.cos(2 * grid)
    assert (round(curvature.min()), round(curvature.max())) == (-4, 8)
    section.prints(
        r"$f''=2+6\cos2x\in[-4,8]$",
        rf"On $[-10,10]$ the constant is $\mu={number(mu, 4)}$",
        rf"attained near $|x|={number(abs(grid[np.argmin(ratios), 0]), 2)}$",
        rf"$1-\mu/8={number(1 - mu / 8, 4)}$ per step",
    )
    points = gradient_descent(wavy_gradient, np.array([3.0]), 1 / 8, 4)
    values = [wavy(x) for x in points]
    quotients = [after / before for before, after in pairwise(values)]
    assert max(quotients) <= 1 - mu / 8
    section.prints(f"| 0 | $3.0000$ | ${number(values[0], 4)}$ | |")
    for t, quotient in enumerate(quotients, 1):
        shown = [number(value, 4) for value in (points[t, 0], values[t], quotient)]
        section.prints(f"| {t} | ${shown[0]}$ | ${shown[1]}$ | ${shown[2]}$ |")


def clipping(section: Section) -> None:
    def gradient(x: Vector) -> Vector:
        return np.asarray(x + x**3)

    def value(x: Vector) -> float:
        return float(x[0] ** 2 / 2 + x[0] ** 4 / 4)

    plain = gradient_descent(gradient, np.array([3.0]), 0.5, 2)[:, 0]
    x, visited, steps = np.array([3.0]), [], []
    for _ in range(6):
        (clipped,), norm = clip_by_global_norm([gradient(x)], 1.0)
        assert clipped is not None
        steps.append(0.5 * min(1, 1 / norm))
        assert steps[-1] <= 1 / (1 + 3 * x[0] ** 2)
        after = x - 0.5 * clipped
        assert 0 < after[0] < x[0]
        gap, before = math.sqrt(value(after)), math.sqrt(value(x))
        assert gap**2 <= (1 - steps[-1]) * before**2
        assert norm <= 1 or gap <= before - 0.5 / 2 * math.sqrt(1 / 2)
        x = after
        visited.append(float(x[0]))
    assert np.allclose(visited[:5], [2.5, 2, 1.5, 1, 0.5])
    assert steps[5] == 0.5
    section.prints(
        rf"where $g={number(gradient(np.array([3.0]))[0])}$",
        rf"visits ${number(plain[1])}$, then ${number(plain[2])}$",
        "it visits $2.5$, $2$, $1.5$, $1$, $0.5$, each step of length",
        rf"then ${number(visited[5], 4)}$, unclipped",
        rf"the first with $1/{number(1 / steps[0])}\le1/{number(1 + 3 * 3**2)}$",
    )


def outside(section: Section) -> None:
    value, gradient = logistic_loss_grad(np.array([10.0]), np.ones((1, 1)), np.ones(1))
    ratio = float(gradient[0] ** 2) / (2 * value)
    (whole,), _ = clip_by_global_norm([np.array([3.0, 4.0])], 1.0)
    assert whole is not None
    draws = np.array([9.0, -1.0])
    shares = np.array([0.1, 0.9])
    kept = [clip_by_global_norm([draw[None]], 1.0)[0][0] for draw in draws]
    assert shares @ draws == pytest.approx(0)
    assert shares @ np.ravel(np.array(kept)) == pytest.approx(-0.8)
    section.prints(
        rf"at $x=10$ it is ${number(ratio * 1e5, 2)}\cdot10^{{-5}}$",
        rf"Clipping $(3,4)$ at $1$ gives ${vector(np.asarray(whole), 1)}$",
        "is $9$ with probability $0.1$ and $-1$ otherwise",
        "The mean was $0.9-0.9=0$; clipped it is $0.1-0.9=-0.8$",
        "the global norm clipped at $1.0$ (Brown et al.)",
        r"from $x_0=10$ with $\eta=1/8$",
    )
