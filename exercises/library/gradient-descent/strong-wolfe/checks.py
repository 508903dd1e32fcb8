"""Checks of the line search: by the conditions that a step must meet, never by its value.

Many steps meet them: two right searches return different ones. So each check computes φ and φ′ at
the learner's step and looks at the inequalities.
"""

import math

import numpy as np

from exercises.checking import (
    expect_armijo,
    expect_equal,
    expect_oracle_calls,
    expect_pure,
    expect_raises,
    expect_scalar,
    expect_tuple,
    expect_wolfe,
    rule_broken,
    show_curves,
)

TRIALS = 25


def value(solution, reference, rng):
    """Take parabolas with a near and a far bottom, and a curve with a hilltop at a = 1."""
    for low, high in ((15.6, 16.4), (1e-3, 3e-3), (200.0, 400.0)):
        phi, dphi = _parabola(rng, rng.uniform(low, high))
        got = solution(phi, dphi, c2=0.1)
        if high == 16.4:
            _show_line(phi, dphi, got, 34.0)
        _expect_found(got, phi, dphi, f"parabola, bottom near {high:g}", c2=0.1)
    scale = rng.uniform(0.5, 2.0)
    phi, dphi = (
        lambda a: scale * (-_number(a) + 3.5 * _number(a) ** 2 - 2 * _number(a) ** 3),
        lambda a: scale * (-1 + 7 * _number(a) - 6 * _number(a) ** 2),
    )
    _expect_found(solution(phi, dphi), phi, dphi, "a cubic with its hilltop at a = 1")


def strong(solution, reference, rng):
    """Take parabolas on which a = 1 is beyond the bottom and still low enough."""
    for _ in range(3):
        phi, dphi = _parabola(rng, rng.uniform(0.52, 0.6))
        _expect_found(solution(phi, dphi, c2=0.1), phi, dphi, "parabola, bottom near 0.55", c2=0.1)


def edge(solution, reference, rng):
    """Let the function end before a = 1, and be nan, inf or −inf beyond."""
    for outside in (math.nan, math.inf, -math.inf):
        wall = rng.uniform(0.3, 0.9)

        def phi(a, outside=outside, wall=wall):
            at = _number(a)
            return -at - wall * math.log(1 - at / wall) / 10 if at < wall else outside

        def dphi(a, wall=wall):
            at = _number(a)
            return -1 + 0.1 / (1 - at / wall) if at < wall else math.nan

        case = f"a function that is {outside} from a = {wall:.3g} on"
        _expect_found(solution(phi, dphi), phi, dphi, case)


def unbounded(solution, reference, rng):
    """Take functions that fall for ever."""
    slope = rng.uniform(0.5, 2.0)
    for phi, dphi, said in (
        (lambda a: -slope * _number(a), lambda a: -slope + 0 * _number(a), "phi = -s·a"),
        (
            lambda a: -slope * _number(a) - _number(a) ** 2,
            lambda a: -slope - 2 * _number(a),
            "phi = -s·a - a²",
        ),
    ):
        a, status = _answer(solution(phi, dphi), said)
        expect_equal(status, "unbounded", what="the status", case=said)
        if not a > 0:
            rule_broken(said, f"the step is {a:.3g}", "the last step tried is returned")


def gives_up(solution, reference, rng):
    """Give slopes that do not belong to the function: no step can meet both conditions."""
    rise = rng.uniform(0.5, 2.0)
    case = "phi = r·a with the slope -r of -phi"
    got = solution(lambda a: rise * _number(a), lambda a: -rise + 0 * _number(a))
    a, status = _answer(got, case)
    expect_equal(status, "budget", what="the status", case=case)
    expect_equal(a, 0.0, what="the step", case=case)
    wall = rng.uniform(1.2, 3.5)

    def phi(a):
        return -_number(a) if _number(a) < wall else 10.0

    def dphi(a):
        return -1.0 + 0 * _number(a)

    case = f"phi = -a up to {wall:.3g}, then 10, with the slope -1 everywhere"
    a, status = _answer(solution(phi, dphi), case)
    expect_equal(status, "budget", what="the status", case=case)
    _expect_decrease(a, phi, dphi, case)


def refused(solution, reference, rng):
    """Give slopes that do not fall at 0, then constants out of order."""
    phi, dphi = _parabola(rng, 2.0)
    for slope in (0.0, 1.0, math.nan):
        outcome = solution.call(phi, lambda a, slope=slope: slope if a == 0 else dphi(a))
        expect_raises(outcome, ValueError, what="the call", case=f"φ′(0) = {slope}")
    for c1, c2 in ((0.9, 0.1), (0.3, 0.3), (0.0, 0.9), (1e-4, 1.0)):
        outcome = solution.call(phi, dphi, c1, c2)
        expect_raises(outcome, ValueError, what="the call", case=f"c1 = {c1:g}, c2 = {c2:g}")


def more_thuente(solution, reference, rng):
    """Take the six test functions of Moré and Thuente, with a loose and a tight c₂."""
    for number, (phi, dphi) in enumerate(_test_functions(), start=1):
        for c2 in (0.9, 0.1):
            case = f"function {number} of Moré and Thuente, c2 = {c2:g}"
            _expect_found(solution(phi, dphi, c2=c2), phi, dphi, case, c2=c2)


def secant(solution, reference, rng):
    """Search along −g on Rosenbrock's function: s = ap and y, the change of g, agree in sign."""
    for bottom in (None, None, 0.53, 0.55, 0.57):
        x = rng.uniform(-2.0, 2.0, 2)
        p = -_rosenbrock(x)[1]
        if bottom is not None:
            # The bottom of the line's parabola comes to lie there, so that a = 1 is beyond it.
            change = _rosenbrock(x + 1e-7 * p)[1] @ p / 1e-7 + p @ p / 1e-7
            p = p * abs(p @ p / change) / bottom

        def phi(a, x=x, p=p):
            return _rosenbrock(x + _number(a) * p)[0]

        def dphi(a, x=x, p=p):
            return float(_rosenbrock(x + _number(a) * p)[1] @ p)

        case = f"Rosenbrock's function from ({x[0]:.3f}, {x[1]:.3f}), c2 = 0.1"
        a = _expect_found(solution(phi, dphi, c2=0.1), phi, dphi, case, c2=0.1)
        if not a * (dphi(a) - dphi(0.0)) > 0:
            rule_broken(case, f"sᵀy is {a * (dphi(a) - dphi(0.0)):.3g}", "it is positive")


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    phi, dphi = _parabola(rng, rng.uniform(0.52, 0.6))
    got = expect_pure(solution, phi, dphi, 1e-4, 0.1, case="parabola")
    _expect_found(got, phi, dphi, "parabola, bottom near 0.55", c2=0.1)


def calls(solution, reference, rng):
    """Count the trials where no step can be found, and where one is found after some."""
    phi, dphi = _parabola(rng, rng.uniform(20.0, 30.0))
    case = "parabola, bottom near 30, c2 = 0.1"
    _expect_found(solution(phi, dphi, c2=0.1), phi, dphi, case, c2=0.1)
    _expect_trials(solution, case)
    case = "phi = a with the slope -1 of -phi"
    got = solution(_number, lambda a: -1.0 + 0 * _number(a))
    expect_equal(_answer(got, case)[1], "budget", what="the status", case=case)
    _expect_trials(solution, case)


def _show_line(phi, dphi, got, end):
    """Show φ with the step, and where both conditions hold for c₁ = 1e-4 and c₂ = 0.1."""
    line = np.linspace(0.0, end, 120)
    values = [phi(a) for a in line]
    allowed = [
        value if value <= phi(0) + 1e-4 * a * dphi(0) and abs(dphi(a)) <= -0.1 * dphi(0) else None
        for a, value in zip(line, values, strict=True)
    ]
    show_curves(
        "φ along the line, c₂ = 0.1",
        {"yours": lambda: [phi(got[0])], "both conditions hold": allowed, "φ(a)": values},
        x={"yours": lambda: [got[0]], "both conditions hold": line, "φ(a)": line},
        x_label="step a",
        y_label="φ(a)",
        scale="linear",
        kind={"yours": "points", "both conditions hold": "points"},
    )


def _expect_trials(solution, case):
    for named, what in (("phi", "values"), ("dphi", "slopes")):
        expect_oracle_calls(solution, named, TRIALS + 1, at_least=1, what=what, case=case)


def _answer(got, case):
    a, status = expect_tuple(got, ("a", "status"), case=case)
    return expect_scalar(a, what="the step", case=case), status


def _expect_found(got, phi, dphi, case, *, c2=0.9):
    """Expect a step that meets both conditions and a status that says so, and return the step."""
    a, status = _answer(got, case)
    expect_equal(status, "wolfe", what="the status", case=case)
    f, gradient = _as_line(phi, dphi)
    expect_wolfe(f, gradient, np.zeros(1), np.ones(1), a, c2=c2, case=case)
    return a


def _expect_decrease(a, phi, dphi, case):
    expect_armijo(*_as_line(phi, dphi), np.zeros(1), np.ones(1), a, case=case)


def _as_line(phi, dphi):
    return lambda z: phi(z[0]), lambda z: np.array([dphi(z[0])])


def _parabola(rng, bottom):
    slope, level = rng.uniform(1.0, 4.0), rng.uniform(-2.0, 2.0)
    return (
        lambda a: level - slope * _number(a) + slope / (2 * bottom) * _number(a) ** 2,
        lambda a: slope * (_number(a) / bottom - 1),
    )


def _rosenbrock(x):
    a, b = x
    gradient = np.array([-400 * a * (b - a * a) - 2 * (1 - a), 200 * (b - a * a)])
    return float(100 * (b - a * a) ** 2 + (1 - a) ** 2), gradient


def _test_functions():
    """Return the six functions, each with its derivative."""
    return (
        (
            lambda a: -_number(a) / (_number(a) ** 2 + 2),
            lambda a: (_number(a) ** 2 - 2) / (_number(a) ** 2 + 2) ** 2,
        ),
        (
            lambda a: (_number(a) + 0.004) ** 5 - 2 * (_number(a) + 0.004) ** 4,
            lambda a: 5 * (_number(a) + 0.004) ** 4 - 8 * (_number(a) + 0.004) ** 3,
        ),
        _ripples(),
        _yanai(0.001, 0.001),
        _yanai(0.01, 0.001),
        _yanai(0.001, 0.01),
    )


def _ripples():
    """Return a corner at a = 1, rounded off, with waves on it."""
    rate = 39 * math.pi / 2

    def phi(a):
        off = _number(a) - 1
        base = abs(off) if abs(off) >= 0.01 else off**2 / 0.02 + 0.005
        return base + 0.99 / rate * math.sin(rate * _number(a))

    def dphi(a):
        off = _number(a) - 1
        base = math.copysign(1, off) if abs(off) >= 0.01 else off / 0.01
        return base + 0.99 * math.cos(rate * _number(a))

    return phi, dphi


def _yanai(b1, b2):
    g1, g2 = math.sqrt(1 + b1 * b1) - b1, math.sqrt(1 + b2 * b2) - b2

    def phi(a):
        return g1 * math.hypot(1 - _number(a), b2) + g2 * math.hypot(_number(a), b1)

    def dphi(a):
        at = _number(a)
        return g1 * (at - 1) / math.hypot(1 - at, b2) + g2 * at / math.hypot(at, b1)

    return phi, dphi


def _number(a):
    """Return the argument of an oracle as a number, whatever the learner's code handed in."""
    number = np.asarray(a, dtype=np.float64)
    if number.shape != ():
        raise ValueError(f"phi and dphi take one number, not an array of shape {number.shape}")
    return float(number)
