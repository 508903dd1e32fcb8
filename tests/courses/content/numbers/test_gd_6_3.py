"""Every number printed in section 6.3 of Gradient Descent equals what the repository computes."""

import math
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from reference.gradient_descent import gradient_descent
from reference.gradient_flow import flow, modified_flow_grad
from reference.optimization_loop import minimize
from tests.courses.content.printed import Array, Section, number

Points = NDArray[np.floating]
ONE = np.ones(1)


def half_square(x: Points) -> tuple[float, Points]:
    return float(x @ x / 2), x


def test_example_by_hand() -> None:
    section = Section("gd-6.3")
    exact = float(flow(lambda x: x, ONE, 1.0, 100)[0])
    assert exact == pytest.approx(math.exp(-1))
    rows, first, bounds = [], [], []
    for parts in (2, 4, 8):
        eta = 1 / parts
        reached = float(gradient_descent(lambda x: x, ONE, eta, parts)[-1, 0])
        modified = math.exp(-(1 + eta / 2))
        assert modified_flow_grad(lambda x: x, lambda _, v: v, eta, ONE)[0] == 1 + eta / 2
        off, off_modified = abs(reached - exact), abs(reached - modified)
        assert off <= eta / 2
        shown = " | ".join(f"${number(each, 4)}$" for each in (reached, off, off_modified))
        rows.append(f"| $1/{parts}$ | {shown} |")
        first.append((off, off_modified))
        bounds.append(f"{eta / 2:g}")
    for (off, close), (half, quarter) in pairwise(first):
        assert off / half == pytest.approx(2, rel=0.15)
        assert close / quarter == pytest.approx(4, rel=0.15)
    section.prints(
        rf"$e^{{-1}}={number(exact, 4)}$",
        *rows,
        rf"promises ${bounds[0]}$, ${bounds[1]}$ and ${bounds[2]}$",
        r"$\frac12(x_1^2+10x_2^2)$",
    )
    loop(section)
    section.prints_nothing_else()


def loop(section: Section) -> None:
    runs = [minimize(half_square, ONE, eta, 0.01, 1000) for eta in (1 / 2, 1 / 8, 1 / 64)]
    assert [run[2] for run in runs] == ["converged"] * 3
    steps = [run[3] for run in runs]
    times = [number(count * eta, 2) for count, eta in zip(steps, (0.5, 0.125, 1 / 64), strict=True)]
    stopped = float(gradient_descent(lambda x: x, ONE, 0.001, 1)[1, 0])
    assert abs(stopped - 1) <= 1e-3 * (1 + 1e-12)
    curvatures = [2 * (1 - share) for share in (0.9, 0.3)]
    assert curvatures[1] / curvatures[0] == pytest.approx(7)
    section.prints(
        rf"$\|\nabla f\|\le0.01$ takes ${steps[0]}$, ${steps[1]}$ and ${steps[2]}$ steps with"
        rf" $\eta=1/2,1/8,1/64$, but times ${times[0]}$, ${times[1]}$ and ${times[2]}$,"
        rf" towards $\log100={number(math.log(100), 2)}$",
        r"\le10^{-3}$. On $f=\frac12x^2$ from $1$ with $\eta=0.001$",
        rf"at ${number(stopped, 3)}$: the step is $\eta\|g\|=0.001$",
        rf"and ${number(stopped, 3)}$ at the end",
        r"$d_t$ drops from $0.9$ to $0.3$",
        rf"rose from ${number(curvatures[0], 1)}$ to ${number(curvatures[1], 1)}$",
    )


def test_descent_stays_within_the_bound_and_convex_flows_within_theirs() -> None:
    curvatures, start = np.array([1.0, 10.0]), np.array([2.0, 1.0])

    def slope(x: Points) -> Array:
        return np.asarray(curvatures * x, dtype=np.float64)

    for eta in (0.05, 0.1, 0.2):
        for t in range(1, 11):
            largest = float(np.linalg.norm(curvatures**2 * start))
            reached = gradient_descent(slope, start, eta, t)[-1]
            off = np.linalg.norm(reached - flow(slope, start, eta * t, 200))
            assert off <= eta * eta * t * largest / 2
    for tau in (0.1, 1.0, 5.0):
        x = flow(slope, start, tau, 400)
        assert float(x @ slope(x)) / 2 <= float(start @ start) / (2 * tau)


def test_the_share_of_a_step_tells_the_curvature_along_it() -> None:
    curvatures, start, eta = np.array([1.0, 10.0]), np.array([1.0, 0.3]), 0.15
    g = curvatures * start
    following = start - eta * g
    fall = float(curvatures @ (start**2 - following**2)) / 2
    rayleigh = float(curvatures @ g**2 / (g @ g))
    assert fall / (eta * float(g @ g)) == pytest.approx(1 - eta * rayleigh / 2)
