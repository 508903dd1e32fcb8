"""Checks of the certificate: the ratio, the verdict, special runs, then purity and calls."""

import math

import numpy as np

from exercises.checking import (
    expect_close,
    expect_equal,
    expect_oracle_calls,
    expect_pure,
    expect_scalar,
    expect_shape,
    expect_tuple,
    rule_broken,
    tolerance_for,
)

OK, RATIO, VALUES = "the verdict", "the worst ratio", "the array of values"


def value(solution, reference, rng):
    """Take runs of gradient descent on convex quadratics, and made-up runs within the bound."""
    for T in (6, 1, 40):
        arguments = _made_up(rng, rng.uniform(0.2, 0.9, T))
        _expect(solution(*arguments), reference(*arguments), f"a run within the bound, T = {T}")
    for n, T in ((4, 30), (1, 3), (10, 80)):
        arguments = _run(rng, n, T)
        _expect(solution(*arguments), reference(*arguments), f"a run on a quadratic, T = {T}")


def run(solution, reference, rng):
    """Compare the values of runs on convex quadratics, one of them without a step."""
    run_of, right = (each.function("gd_values") for each in (solution, reference))
    for n, T in ((3, 6), (1, 4), (8, 40), (2, 0)):
        f, grad, x0, L, _ = _quadratic(rng, n)
        want = right(f, grad, x0, L, T)
        _expect_values(run_of(f, grad, x0, L, T), want, f"quadratic, n = {n}, T = {T}")


def start(solution, reference, rng):
    """Begin far above the bound, and make no step."""
    for T in (1, 5):
        fvals, fstar, L, R = _made_up(rng, rng.uniform(0.2, 0.9, T))
        fvals[0] = fstar + 50 * L * R**2
        arguments = (fvals, fstar, L, R)
        _expect(solution(*arguments), reference(*arguments), f"a start far above, T = {T}")
    arguments = (rng.standard_normal(1), -5.0, 2.0, 3.0)
    _expect(solution(*arguments), (True, 0.0), "T = 0")


def tight(solution, reference, rng):
    """Meet the bound exactly, in numbers that nothing rounds; then miss it by a little."""
    for t, T in ((1, 1), (2, 4), (4, 8)):
        # L = 4, R = 1/2: the bound after t steps is 1/(2t).
        fvals = np.full(T + 1, 3.0)
        fvals[t] = 3.0 + 0.5 / t
        _expect(solution(fvals, 3.0, 4.0, 0.5), (True, 1.0), f"on the bound at t = {t}, T = {T}")
        fvals[t] = 3.0 + 0.5625 / t
        _expect(solution(fvals, 3.0, 4.0, 0.5), (False, 1.125), f"above at t = {t}, T = {T}")


def unknown(solution, reference, rng):
    """Give None for the minimum, with runs that do not end at their best point."""
    for T, height in ((1, 0.5), (12, 0.5), (12, 3.0)):
        ratios = height * rng.uniform(0.5, 1.0, T)
        fvals, fstar, L, R = _made_up(rng, ratios)
        fvals[T // 2] = fstar
        case = f"the minimum is not known, T = {T}, {'within' if height < 1 else 'above'} the bound"
        _expect(solution(fvals, None, L, R), reference(fvals, None, L, R), case)
    _expect(
        solution(np.array([2.5]), None, 2.0, 3.0), (None, 0.0), "the minimum is not known, T = 0"
    )


def not_finite(solution, reference, rng):
    """Let runs leave the range of numbers, in the middle and at the end."""
    for bad, place in ((math.nan, 3), (math.inf, 7), (math.nan, 7), (-math.inf, 3)):
        fvals, fstar, L, R = _made_up(rng, rng.uniform(0.2, 0.9, 7))
        fvals[place] = bad
        _expect(solution(fvals, fstar, L, R), (False, math.inf), f"{bad} at t = {place}, T = 7")


def refuted(solution, reference, rng):
    """Break the bound at one place, then everywhere but with a good slope, then ever more."""
    for T in (3, 20):
        ratios = rng.uniform(0.2, 0.9, T)
        ratios[rng.integers(0, T - 1)] = rng.uniform(1.1, 2.0)
        arguments = _made_up(rng, ratios)
        _expect(solution(*arguments), reference(*arguments), f"broken at one t, T = {T}")
    arguments = _made_up(rng, np.full(20, 4.0))
    _expect(solution(*arguments), reference(*arguments), "four times the bound at every t")
    arguments = _made_up(rng, 0.3 * np.sqrt(np.arange(1.0, 41.0)))
    _expect(solution(*arguments), reference(*arguments), "a gap that falls as 1/√t")


def huber(solution, reference, rng):
    """Run gradient descent on the function on which it is slowest: the gap is LR²/(4T + 2)."""
    for T in (1, 5, 20):
        L, R, fstar = rng.uniform(0.5, 2.0), rng.uniform(0.5, 2.0), rng.uniform(-1.0, 1.0)
        width, x, fvals = R / (2 * T + 1), R, []
        for _ in range(T + 1):
            inside = abs(x) <= width * (1 + 1e-12)
            fvals.append(fstar + L * (x * x / 2 if inside else width * abs(x) - width**2 / 2))
            x -= min(x, width)
        _expect(solution(np.array(fvals), fstar, L, R), (True, T / (2 * T + 1)), f"T = {T}")


def units(solution, reference, rng):
    """Measure f, then lengths, in other units, with powers of two that round nothing."""
    fvals, fstar, L, R = _made_up(rng, rng.uniform(0.2, 0.9, 9))
    want = reference(fvals, fstar, L, R)
    for unit in (2.0**-10, 2.0**12):
        got = solution(fvals * unit, fstar * unit, L * unit, R)
        _expect(got, want, f"f multiplied by {unit:g}, T = 9")
        got = solution(fvals, fstar, L / unit**2, R * unit)
        _expect(got, want, f"lengths multiplied by {unit:g}, T = 9")


def certified(solution, reference, rng):
    """Lay the learner's run on the worst function beside the reference's bound."""
    run_of = solution.function("gd_values")
    for T in (1, 6):
        f, grad = _huber(T)
        case = f"the worst function for T = {T}"
        fvals = run_of(f, grad, np.ones(1), 1.0, T)
        expect_shape(fvals, (T + 1,), what=VALUES, case=case)
        gap = expect_scalar(fvals[T], what="the last value", case=case)
        tolerance = tolerance_for("float64", "recursion")
        expect_close(gap, 1 / (4 * T + 2), tolerance=tolerance, what="the last value", case=case)
        ok, ratio = reference(fvals, 0.0, 1.0, 1.0)
        if not ok:
            rule_broken(case, f"the worst ratio of your run is {ratio:.3g}", "at most 1")


def purity(solution, reference, rng):
    """Call each function twice with the same inputs, and look at what the calls left behind."""
    arguments = _made_up(rng, rng.uniform(0.2, 0.9, 9))
    got = expect_pure(solution, *arguments, case="T = 9")
    _expect(got, reference(*arguments), "T = 9")
    f, grad, x0, L, _ = _quadratic(rng, 3)
    got = expect_pure(solution.function("gd_values"), f, grad, x0, L, 5, what=VALUES, case="T = 5")
    _expect_values(got, reference.function("gd_values")(f, grad, x0, L, 5), "T = 5")


def calls(solution, reference, rng):
    """Count values and gradients."""
    run_of, right = (each.function("gd_values") for each in (solution, reference))
    f, grad, x0, L, _ = _quadratic(rng, 3)
    for T in (12, 1, 0):
        case = f"quadratic, n = 3, T = {T}"
        _expect_values(run_of(f, grad, x0, L, T), right(f, grad, x0, L, T), case)
        expect_oracle_calls(run_of, "f", T + 1, at_least=T + 1, what="values of f", case=case)
        expect_oracle_calls(run_of, "grad", T, at_least=T, what="gradients", case=case)


def _expect(got, want, case):
    ok, ratio = expect_tuple(got, ("ok", "worst_ratio"), case=case)
    if math.isinf(want[1]):
        expect_equal(ratio, want[1], what=RATIO, case=case)
    else:
        tolerance = tolerance_for("float64", "recursion")
        ratio = expect_scalar(ratio, what=RATIO, case=case)
        expect_close(ratio, want[1], tolerance=tolerance, what=RATIO, case=case)
    expect_equal(ok, want[0], what=OK, case=case)


def _made_up(rng, ratios):
    """Return a run whose gaps after the start have these ratios to the bound."""
    fstar, L, R = rng.uniform(0.5, 2.0), rng.uniform(0.5, 3.0), rng.uniform(1.5, 4.0)
    bounds = L * R**2 / (2 * np.arange(1, len(ratios) + 1))
    fvals = np.concatenate([[fstar + L * R**2 / 2], fstar + ratios * bounds])
    return fvals, fstar, L, R


def _run(rng, n, T):
    """Return a run of gradient descent with the step 1/L on a convex quadratic."""
    f, grad, x, L, fstar = _quadratic(rng, n)
    R, fvals = float(np.linalg.norm(x)), []
    for _ in range(T + 1):
        fvals.append(f(x))
        x = x - grad(x) / L
    return np.array(fvals), fstar, L, R


def _quadratic(rng, n):
    """Return f, its gradient, a start, a constant L with room, and the minimum, which is at 0."""
    d, x0 = np.geomspace(1.0, 1e-3, n) * rng.uniform(0.5, 3.0), rng.standard_normal(n) + 2.0
    fstar, L = rng.uniform(-2.0, -0.5), 1.5 * float(d.max())
    return (
        lambda x: fstar + float(_point(x, n) @ (d * _point(x, n))) / 2,
        lambda x: d * _point(x, n),
        x0,
        L,
        fstar,
    )


def _huber(T):
    width = 1 / (2 * T + 1)

    def f(x):
        at = abs(_point(x, 1)[0])
        return float(at * at / 2 if at <= width else width * at - width**2 / 2)

    return f, lambda x: np.clip(_point(x, 1), -width, width)


def _expect_values(got, want, case):
    tolerance = tolerance_for("float64", "recursion", size=len(want))
    expect_close(got, want, tolerance=tolerance, what=VALUES, case=case)


def _point(x, n):
    """Return the argument of an oracle as a point, whatever the learner's code handed in."""
    point = np.asarray(x, dtype=np.float64)
    if point.shape != (n,):
        raise ValueError(f"f and grad take an array of shape ({n},), not {point.shape}")
    return point
