"""Checks of backtracking: which step is found, what is refused, then purity, then the calls.

On a quadratic with the exact step a* a step is accepted just where a ≤ 2(1 − c₁)a*. So the first
step a0 is chosen to place the ladder's rungs where a wrong condition decides otherwise.
"""

import math

import numpy as np

from exercises.checking import (
    expect_close,
    expect_oracle_calls,
    expect_pure,
    expect_raises,
    expect_scalar,
    show_curves,
    tolerance_for,
)

STEP = "the step"
ROUNDED = tolerance_for("float64", "recursion")
ROSENBROCK = "Rosenbrock's function from (-1.2, 1), p = -g"


def value(solution, reference, rng):
    """Take Rosenbrock's function, then quadratics with a rung between c₁'s bound and others'."""
    f, df, x = _rosenbrock()
    got = solution(f, df, x, -df(x))
    _show_line(f, df, x, got, 2.0**-10)
    _expect_step(got, 2.0**-10, ROSENBROCK)
    # The bounds are 2.6 a* with the sign of c₁ wrong, 2 a* for plain decrease, 1.4 a* for c₁ = 0.3.
    for n, low, high, rungs, rho in (
        (4, 2.1, 2.5, 4, 0.5),
        (2, 1.5, 1.9, 3, 0.5),
        (1, 1.5, 1.9, 6, 0.8),
    ):
        f, df, x = _quadratic(rng, n)
        p = -df(x)
        a0 = rng.uniform(low, high) * _exact(f, df, x, p) / rho**rungs
        arguments = (f, df, x, p, a0, 0.3, rho)
        _expect_step(solution(*arguments), reference(*arguments), f"quadratic, n = {n}, c1 = 0.3")


def first_trial(solution, reference, rng):
    """Begin with a step that is good enough, as a Newton step would be."""
    for n in (1, 5):
        f, df, x = _quadratic(rng, n)
        p = -df(x)
        a0 = rng.uniform(0.6, 1.2) * _exact(f, df, x, p)
        case = f"quadratic, n = {n}, the first step decreases enough"
        _expect_step(solution(f, df, x, p, a0), a0, case)


def direction(solution, reference, rng):
    """Give directions that are not minus the gradient."""
    for n, factor in ((3, 4.0), (3, 0.125)):
        f, df, x = _quadratic(rng, n)
        p = -factor * df(x)
        a0 = rng.uniform(1.5, 1.8) * _exact(f, df, x, p) * 8
        arguments = (f, df, x, p, a0, 0.3)
        _expect_step(solution(*arguments), reference(*arguments), f"n = {n}, p = -{factor:g} g")
    f, df, x = _quadratic(rng, 6)
    p = -rng.uniform(0.2, 3.0, 6) * df(x)
    p *= -np.sign(df(x) @ p)
    a0 = rng.uniform(1.5, 1.9) * _exact(f, df, x, p) * 16
    arguments = (f, df, x, p, a0, 0.3)
    _expect_step(solution(*arguments), reference(*arguments), "n = 6, p not along g")


def domain(solution, reference, rng):
    """Let the first steps leave the domain of x − log x."""
    for outside in (math.nan, math.inf, -math.inf):
        start = rng.uniform(2.0, 3.0)

        def f(z, outside=outside):
            at = _point(z, 1)[0]
            return float(at - math.log(at)) if at > 0 else outside

        def df(z):
            return 1.0 - 1.0 / _point(z, 1)

        x = np.array([start])
        p = -16 * df(x)
        case = f"x - log x from x = {start:.3g}, where f = {outside} for x ≤ 0"
        _expect_step(solution(f, df, x, p), reference(f, df, x, p), case)


def descent(solution, reference, rng):
    """Give directions uphill, across, and none."""
    f, df, x = _quadratic(rng, 2)
    g = df(x)
    # Small integers, whose products nothing rounds.
    plain, straight, at = _plain_quadratic()
    across = np.array([-2.0, 1.0])
    for arguments, said in (
        ((f, df, x, g), "p = g"),
        ((plain, straight, at, across), "p perpendicular to g"),
        ((f, df, x, np.zeros(2)), "p = 0"),
    ):
        expect_raises(solution.call(*arguments), ValueError, what="the call", case=f"n = 2, {said}")


def gives_up(solution, reference, rng):
    """Give a gradient that belongs to −f; then allow one trial too few, then just enough."""
    uphill, gradient, at = _quadratic(rng, 3)
    outcome = solution.call(uphill, lambda z: -gradient(z), at, gradient(at), maxit=5)
    case = "a gradient of the wrong sign, maxit = 5"
    expect_raises(outcome, RuntimeError, what="the call", case=case)
    f, df, x = _rosenbrock()
    outcome = solution.call(f, df, x, -df(x), maxit=10)
    expect_raises(outcome, RuntimeError, what="the call", case=f"{ROSENBROCK}, maxit = 10")
    got = solution(f, df, x, -df(x), maxit=11)
    _expect_step(got, 2.0**-10, f"{ROSENBROCK}, maxit = 11")


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    f, df, x = _quadratic(rng, 4)
    p = -df(x)
    a0 = rng.uniform(1.5, 1.9) * _exact(f, df, x, p) * 4
    got = expect_pure(solution, f, df, x, p, a0, 0.3, what=STEP, case="n = 4")
    _expect_step(got, reference(f, df, x, p, a0, 0.3), "n = 4")


def calls(solution, reference, rng):
    """Count on Rosenbrock's function, where the eleventh trial is accepted."""
    f, df, x = _rosenbrock()
    _expect_step(solution(f, df, x, -df(x)), 2.0**-10, ROSENBROCK)
    expect_oracle_calls(solution, "df", 1, at_least=1, what="gradients", case=ROSENBROCK)
    expect_oracle_calls(solution, "f", 12, at_least=12, what="values of f", case=ROSENBROCK)


def _show_line(f, df, x, got, want):
    """Show f along −g with the step, and the line that c₁ = 1e-4 allows."""
    p, line = -df(x), np.linspace(0.0, 2.2 * want, 60)
    show_curves(
        "f along p = −∇f(x), Rosenbrock's function",
        {
            "yours": lambda: [f(x + got * p)],
            "reference": [f(x + want * p)],
            "f(x + ap)": [f(x + a * p) for a in line],
            "f(x) + c₁agᵀp": f(x) - 1e-4 * line * (p @ p),
        },
        x={
            "yours": lambda: [got],
            "reference": [want],
            "f(x + ap)": line,
            "f(x) + c₁agᵀp": line,
        },
        x_label="step a",
        y_label="f",
        scale="linear",
        kind={"yours": "points", "reference": "points"},
    )


def _expect_step(got, want, case):
    expect_close(
        expect_scalar(got, what=STEP, case=case), want, tolerance=ROUNDED, what=STEP, case=case
    )


def _exact(f, df, x, p):
    """Return the exact step a* of a quadratic from two of its gradients."""
    slope = float(df(x) @ p)
    return -slope / (float(df(x + p) @ p) - slope)


def _quadratic(rng, n):
    """Return f, its gradient, and a point; the curvature is from 10 to 80."""
    Q = np.linalg.qr(rng.standard_normal((n, n)))[0]
    H = (Q * np.geomspace(10.0, 80.0, n)) @ Q.T
    x = rng.standard_normal(n) + 2.0
    return (
        lambda z: float(_point(z, n) @ H @ _point(z, n)) / 2,
        lambda z: H @ _point(z, n),
        x,
    )


def _plain_quadratic():
    d = np.array([1.0, 2.0])
    return lambda z: float(_point(z, 2) @ (d * _point(z, 2))), lambda z: 2 * d * _point(z, 2), d / d


def _rosenbrock():
    def f(z):
        a, b = _point(z, 2)
        return float(100 * (b - a * a) ** 2 + (1 - a) ** 2)

    def df(z):
        a, b = _point(z, 2)
        return np.array([-400 * a * (b - a * a) - 2 * (1 - a), 200 * (b - a * a)])

    return f, df, np.array([-1.2, 1.0])


def _point(z, n):
    """Return the argument of an oracle as a point, whatever the learner's code handed in."""
    point = np.asarray(z, dtype=np.float64)
    if point.shape != (n,):
        raise ValueError(f"f and df take an array of shape ({n},), not {point.shape}")
    return point
