"""Checks of the Armijo condition: which steps are accepted, then purity, then calls.

On a parabola with the bottom a* a step is accepted just where a ≤ 2(1 − c₁)a*. Where equality is
meant, all numbers are small multiples of 1/8, which nothing rounds; elsewhere no step is near it.
"""

import math

import numpy as np

from exercises.checking import expect_equal, expect_oracle_calls, expect_pure

ACCEPTED, VERDICT = "the result", "the verdict"


def value(solution, reference, rng):
    """Take parabolas with bottoms from 0.1 to 10, and grids that begin beyond 0."""
    for m, bottom, c1 in ((6, 10.0, 0.3), (1, 0.1, 0.3), (30, 0.1, 0.4), (12, 1.0, 1e-4)):
        phi, dphi0 = _parabola(rng, bottom)
        # Plain decrease accepts the first of these two, a wrong sign accepts both.
        between = np.array([1.9, 2.01 + 0.5 * c1]) * bottom
        steps = np.append(rng.uniform(0.3, 3.0, m) * bottom, between)
        grid = _away(steps, 2 * (1 - c1) * bottom)
        want = grid <= 2 * (1 - c1) * bottom
        case = f"parabola with the bottom at {bottom:g}, c1 = {c1:g}, {m + 2} steps"
        expect_equal(solution(phi, dphi0, c1, grid), want, what=ACCEPTED, case=case)


def one_step(solution, reference, rng):
    """Judge single steps: good, trivial, on the bound, not finite; then steps by chance."""
    judged, right = (each.function("sufficient_decrease_ok") for each in (solution, reference))
    for arguments, want in (
        ((10.0, 9.0, -4.0, 0.25, 0.5), True),
        ((10.0, 9.75, -4.0, 0.25, 0.5), False),
        ((-2.0, -2.0, -4.0, 0.25, 0.0), True),
        ((3.0, 2.5, -4.0, 0.25, 0.5), True),
        ((3.0, math.nan, -4.0, 0.25, 0.5), False),
        ((3.0, math.inf, -4.0, 0.25, 0.5), False),
        ((3.0, -math.inf, -4.0, 0.25, 0.5), False),
    ):
        expect_equal(judged(*arguments), want, what=VERDICT, case=_step_said(*arguments))
    for _ in range(8):
        phi0, slope, c1 = rng.uniform(-3.0, 3.0), -rng.uniform(0.5, 2.0), rng.uniform(0.1, 0.4)
        a = rng.uniform(0.1, 2.0)
        phia = phi0 + rng.choice([0.3, 0.8, 1.3, 2.0]) * c1 * a * slope
        arguments = (phi0, phia, slope, c1, a)
        want = right(*arguments)
        expect_equal(judged(*arguments), want, what=VERDICT, case=_step_said(*arguments))


def small_steps(solution, reference, rng):
    """Take ever shorter steps of functions that descend: the slope wins over any curvature."""
    for c1 in (0.1, 0.9):
        slope, bend = rng.uniform(1.0, 5.0), rng.uniform(10.0, 50.0)

        def phi(a, slope=slope, bend=bend):
            at = _number(a)
            return -slope * at + bend * at * at + at**3

        grid = 2.0 ** -np.arange(12.0, 24.0)
        case = f"phi = -s·a + q·a² + a³, c1 = {c1:g}, steps from 2⁻¹² down"
        got = solution(phi, -slope, c1, grid)
        expect_equal(got, np.ones(12, dtype=bool), what=ACCEPTED, case=case)


def equality(solution, reference, rng):
    """Take steps that meet the bound exactly, and functions that do not change at all."""
    for c1 in (0.125, 0.25, 0.5):
        grid = np.arange(0.0, 5.0, 0.125)
        got = solution(lambda a: 2 * _number(a) ** 2 - 8 * _number(a) + 3, -8.0, c1, grid)
        case = f"phi = 2a² - 8a + 3, c1 = {c1:g}"
        expect_equal(got, grid <= 4 * (1 - c1), what=ACCEPTED, case=case)
    level = float(rng.integers(-5, 6))
    grid = np.array([0.0, 0.5, 4.0])
    got = solution(lambda a: level + 0 * _number(a), 0.0, 0.25, grid)
    expect_equal(got, np.ones(3, dtype=bool), what=ACCEPTED, case="phi constant, its slope 0")


def grid_order(solution, reference, rng):
    """Give the steps unsorted, twice, and not at all."""
    phi, dphi0 = _parabola(rng, 2.0)
    grid = _away(rng.permutation(np.linspace(0.2, 4.0, 9)), 3.0)
    for steps, said in (
        (grid, "9 steps, not sorted"),
        (np.append(grid, grid[::-1]), "each step twice"),
        (grid[:0], "no step"),
    ):
        want = steps <= 3.0
        expect_equal(solution(phi, dphi0, 0.25, steps), want, what=ACCEPTED, case=said)


def not_finite(solution, reference, rng):
    """Let the function end at an edge, beyond which it is nan, inf or −inf."""
    edge = rng.uniform(1.5, 2.5)
    grid = np.array([0.5, 1.0, 3.0, 4.0]) + rng.uniform(0.0, 0.2, 4)
    for outside in (math.nan, math.inf, -math.inf):

        def phi(a, outside=outside):
            return -_number(a) if _number(a) <= edge else outside

        case = f"phi = -a, but {outside} from an edge on"
        expect_equal(solution(phi, -1.0, 0.5, grid), grid <= edge, what=ACCEPTED, case=case)


def large_share(solution, reference, rng):
    """Ask for a share above one half of what the slope promises."""
    phi, dphi0 = _parabola(rng, 1.0)
    for c1 in (0.6, 0.75, 0.95):
        limit = 2 * (1 - c1)
        grid = np.append(_away(rng.uniform(0.05, 1.5, 12), limit), 1.0)
        case = f"parabola with the bottom at 1, c1 = {c1:g}"
        expect_equal(solution(phi, dphi0, c1, grid), grid <= limit, what=ACCEPTED, case=case)


def wavy(solution, reference, rng):
    """Take a function with waves: short steps and some longer ones are accepted."""
    slope, height, waves = rng.uniform(0.8, 1.2), rng.uniform(2.0, 3.0), 2 * np.pi

    def phi(a):
        return -slope * _number(a) + height * (1 - math.cos(waves * _number(a)))

    grid = rng.permutation(np.arange(0.0, 3.0, 1 / 16) + 1 / 32)
    want = reference(phi, -slope, 0.25, grid)
    got = solution(phi, -slope, 0.25, grid)
    expect_equal(got, want, what=ACCEPTED, case="phi = -s·a + h(1 - cos 2πa)")


def units(solution, reference, rng):
    """Multiply the function by powers of two, which rounds nothing, and decide again."""
    phi, dphi0 = _parabola(rng, 1.0)
    grid = _away(rng.uniform(0.1, 3.0, 20), 1.5)
    for unit in (2.0**-50, 2.0**50):
        case = f"parabola multiplied by {unit:.1e}"
        got = solution(lambda a, unit=unit: unit * phi(a), unit * dphi0, 0.25, grid)
        expect_equal(got, grid <= 1.5, what=ACCEPTED, case=case)


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    phi, dphi0 = _parabola(rng, 2.0)
    grid = _away(rng.permutation(np.linspace(0.2, 4.0, 9)), 3.0)
    got = expect_pure(solution, phi, dphi0, 0.25, grid, what=ACCEPTED, case="9 steps")
    expect_equal(got, grid <= 3.0, what=ACCEPTED, case="9 steps")


def calls(solution, reference, rng):
    """Count the values of phi."""
    phi, dphi0 = _parabola(rng, 2.0)
    for m in (16, 1):
        grid = _away(rng.uniform(0.2, 4.0, m), 3.0)
        got = solution(phi, dphi0, 0.25, grid)
        expect_equal(got, grid <= 3.0, what=ACCEPTED, case=f"{m} steps")
        expect_oracle_calls(
            solution, "phi", m + 1, at_least=m, what="values of phi", case=f"{m} steps"
        )


def _step_said(phi0, phia, dphi0, c1, a):
    return f"φ(0) = {phi0:.3g}, φ(a) = {phia:.3g}, φ′(0) = {dphi0:.3g}, c1 = {c1:.3g}, a = {a:.3g}"


def _parabola(rng, bottom):
    """Return a parabola with this bottom, and its slope at 0."""
    slope, level = rng.uniform(1.0, 4.0), rng.uniform(-2.0, 2.0)

    def phi(a):
        return level - slope * _number(a) + slope / (2 * bottom) * _number(a) ** 2

    return phi, -slope


def _away(grid, limit):
    """Return the grid with every step that is near the limit moved away from it."""
    return np.where(np.abs(grid - limit) < 0.01 * limit, 0.9 * limit, grid)


def _number(a):
    """Return the argument of an oracle as a number, whatever the learner's code handed in."""
    number = np.asarray(a, dtype=np.float64)
    if number.shape != ():
        raise ValueError(f"phi takes one number, not an array of shape {number.shape}")
    return float(number)
