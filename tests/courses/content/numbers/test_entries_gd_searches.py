"""Every number printed in an entry about a line search equals what the repository computes."""

from collections.abc import Callable

import numpy as np
import pytest

from reference.armijo import armijo_interval, sufficient_decrease_ok
from reference.backtracking import backtrack
from reference.condition_number import condition_estimate
from reference.exact_step import exact_step
from reference.gradient_descent import gradient_descent
from reference.linear_rate import linear_rate
from reference.wolfe import wolfe_step
from tests.courses.content.printed import Section, pair, shown
from tests.courses.content.quadratic import CURVATURES, START, slope, value


def test_exact_steps_zigzag_at_the_rate_of_the_bound() -> None:
    entry = Section("exact-line-search")
    points, steps = [START], []
    for _ in range(2):
        g = slope(points[-1])
        steps.append(exact_step(g, slope))
        points.append(points[-1] - steps[-1] * g)
        assert slope(points[-1]) @ g == pytest.approx(0, abs=1e-12)
    g, values = slope(START), [value(x) for x in points]
    kappa = condition_estimate(lambda v: CURVATURES * v, 2, 2, 0)
    factor = values[1] / values[0]
    assert factor == pytest.approx(((kappa - 1) / (kappa + 1)) ** 2) == pytest.approx((3 / 5) ** 2)
    assert values[2] / values[1] == pytest.approx(factor)
    constant = 2 / CURVATURES.sum()
    assert np.allclose(gradient_descent(slope, START, constant, 2), points)
    distances = np.array([float(np.linalg.norm(x)) for x in points])
    entry.prints(
        f"at ${pair(START)}$: $g={pair(g)}$, $g^\\top g={shown(float(g @ g))}$",
        f"$g^\\top Hg=16+64={shown(float(g @ slope(g)))}$, so $a^*={shown(steps[0])}$",
        f"leads to ${pair(points[1])}$, where the gradient ${pair(slope(points[1]))}$",
        f"from ${shown(values[0])}$ to ${shown(values[1])}$, by the factor ${shown(factor)}=(",
        rf"bound for $\kappa={shown(kappa)}$",
        f"leads to ${pair(points[2])}$, again with the factor ${shown(factor)}$",
        f"is multiplied by ${shown(linear_rate(distances))}$ per step",
        rf"$\eta=2/(L+\mu)={shown(constant)}$",
        "theorem 3.3",
    )
    assert list(g * g * CURVATURES) == [16, 64]
    entry.prints_nothing_else()


def along(a: float) -> float:
    return value(START - a * slope(START))


def along_slope(a: float) -> float:
    g = slope(START)
    return float(-g @ slope(START - a * g))


def test_the_search_by_backtracking_takes_its_second_trial() -> None:
    entry = Section("backtracking-line-search")
    p, c1 = -slope(START), 0.1
    assert backtrack(value, slope, START, p, 1.0, c1, 0.5) == 0.5
    descent = float(slope(START) @ p)
    asked = {a: along(0) + c1 * a * descent for a in (1.0, 0.5)}
    assert not sufficient_decrease_ok(along(0), along(1.0), descent, c1, 1.0)
    assert sufficient_decrease_ok(along(0), along(0.5), descent, c1, 0.5)
    promised = 2 * 0.5 * (1 - c1) / CURVATURES.max()
    entry.prints(
        f"$p=-g={pair(p)}$, $f={shown(along(0))}$, $g^\\top p={shown(descent)}$",
        f"$c_1={c1}$",
        f"the point is ${pair(START + p)}$ with $f={shown(along(1.0))}$",
        f"above ${shown(along(0))}-{shown(-c1 * descent)}={shown(asked[1.0])}$: refused",
        f"it is ${pair(START + 0.5 * p)}$ with $f={shown(along(0.5))}$",
        f"below ${shown(along(0))}-{shown(-c1 * descent / 2)}={shown(asked[0.5])}$: accepted",
        rf"The promise is $a\ge{shown(promised)}$",
    )
    entry.prints_nothing_else()


def longest(slope_at_0: float, c1: float, phi: Callable[[float], float] = along) -> float:
    """Return the longest step on a grid of thousandths that the Armijo condition admits."""
    grid = np.arange(1, 1001) / 1000

    def lowered(a: float) -> float:
        # At the end of the interval both sides are equal, but for roundoff.
        return phi(a) - 1e-12 * (a > 0)

    admitted = grid[armijo_interval(lowered, slope_at_0, c1, grid)]
    assert np.array_equal(admitted, grid[: len(admitted)])
    return float(admitted[-1])


def test_the_condition_of_armijo_admits_the_printed_steps() -> None:
    entry = Section("armijo-condition")

    exact = exact_step(slope(START), slope)
    ends = {c1: longest(along_slope(0), c1) for c1 in (0.1, 0.5, 0.75)}
    for c1, end in ends.items():
        assert end == pytest.approx(2 * (1 - c1) * exact)
    assert along(0.72) == pytest.approx(along(0) + 0.1 * 0.72 * along_slope(0))
    entry.prints(
        parabola(),
        f"$a^*={shown(exact)}$. With $c_1=0.1$",
        rf"$40a^2\le{shown(-0.9 * along_slope(0))}a$, that is $a\le{shown(ends[0.1])}$",
        f"both sides are ${shown(along(ends[0.1]))}$",
        rf"it is $a\le{shown(ends[0.5])}$, with $c_1=\tfrac34$ only $a\le{shown(ends[0.75])}$",
    )
    points = np.array([2, -3 / 2, 4 / 3, -5 / 4])
    steps = -np.diff(points) / (2 * points[:-1])
    bound = longest(-16.0, 0.1, lambda a: (2 - 4 * a) ** 2)
    assert steps[0] < bound < steps[1]
    entry.prints(
        "falling values " + ", ".join(f"${each:.4g}$" for each in points[:3] ** 2),
        f"${points[3] ** 2}$, but those tend to",
        rf"With $c_1=0.1$ and $p=-f'$ the condition asks for $a\le{bound}$",
        f"first step, ${steps[0]}$, passes; the second, ${steps[1]:.3f}$, is refused",
    )
    entry.prints_nothing_else()


def parabola() -> str:
    fit = np.polynomial.Polynomial.fit([0.0, 0.5, 1.0], [along(a) for a in (0, 0.5, 1)], 2)
    c = fit.convert().coef
    return f"={shown(c[0])}-{shown(-c[1])}a+{shown(c[2])}a^2$"


def test_the_conditions_of_wolfe_leave_the_printed_interval() -> None:
    entry = Section("wolfe-conditions")
    c1, c2 = 0.1, 0.5
    a, status = wolfe_step(along, along_slope, c1, c2)
    assert status == "wolfe"
    assert not sufficient_decrease_ok(along(0), along(1), along_slope(0), c1, 1)
    asked = c2 * along_slope(0)
    least, most = (float(np.roots([80, -32 - sign * asked])[0]) for sign in (1, -1))
    assert along_slope(least) == pytest.approx(asked)
    assert along_slope(most) == pytest.approx(-asked)
    s = -a * slope(START)
    y = slope(START + s) - slope(START)
    promised = a * (1 - c2) * abs(along_slope(0))
    assert s @ y >= promised
    rise = along_slope(1) - along_slope(0)
    end = longest(along_slope(0), c1)
    entry.prints(
        f"$p={pair(-slope(START))}$",
        parabola(),
        rf"$\varphi'(a)={shown(along_slope(0))}+{shown(rise)}a$",
        rf"$c_1={c1}$, $c_2={c2}$ the first condition is $a\le{end}$",
        rf"$-32+80a\ge{shown(asked)}$, that is $a\ge{shown(least)}$",
        rf"the strong one adds $a\le{shown(most)}$",
        f"has its minimum at $a={shown(a)}$, which passes",
        f"$s={pair(s)}$, $y={pair(y)}$ and $s^\\top y={shown(float(s @ y))}$",
        f"promised were ${shown(promised)}$",
        "lemma 3.1",
    )
    entry.prints_nothing_else()
