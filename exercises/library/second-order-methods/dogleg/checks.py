"""Checks of the dogleg step: its closed form, then what the form promises, then purity."""

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_dtype,
    expect_finite,
    expect_pure,
    expect_raises,
    expect_shape,
    rule_broken,
    show_paths,
    tolerance_for,
    wide,
)
from reference.dogleg import cauchy_point
from reference.newton import newton_step

STEP = "the step"
ROUNDINGS = 50 * np.finfo(float).eps
SMALL = Tolerance(1e-8, "the region is that small against the bend of the path")


def value(solution, reference, rng):
    """Compare on each piece of the path, for several sizes."""
    for n in (2, 3, 1, 10):
        g, B = _problem(rng, n)
        bend, end = _lengths(g, B)
        radii = {
            "shorter than the first leg": 0.5 * bend,
            "ending on the second leg": bend + rng.uniform(0.2, 0.8) * (end - bend),
            "beyond Newton's step": 1.5 * end,
        }
        if n == 1:
            del radii["ending on the second leg"]
        steps = [solution(g, B, delta) for delta in radii.values()]
        wanted = [reference(g, B, delta) for delta in radii.values()]
        if n == 2:
            _show_steps(g, B, steps, wanted)
        for where, got, want in zip(radii, steps, wanted, strict=True):
            _expect_step(got, want, f"n = {n}, Δ {where}")


def negative_curvature(solution, reference, rng):
    """Give models without a minimum along −g: curvature there is negative or zero."""
    g = np.array([3.0, 4.0])
    for named, B in (
        ("B = -I", -np.eye(2)),
        ("B = 0", np.zeros((2, 2))),
        ("B = diag(-9, 1)", np.diag([-9.0, 1.0])),
    ):
        for delta in (2.0, 0.1):
            _expect_step(solution(g, B, delta), -delta * g / 5, f"g = (3, 4), {named}, Δ = {delta}")
    for n in (1, 6):
        g, B = _problem(rng, n)
        case = f"n = {n}, B negative definite, Δ = 1.5"
        _expect_step(solution(g, -B, 1.5), -1.5 * g / np.linalg.norm(g), case)


def indefinite(solution, reference, rng):
    """Give an indefinite B that still bends up along −g, in a region beyond the Cauchy point."""
    for n in (2, 5):
        Q = _orthogonal(rng, n)
        eigenvalues = np.append(-1.0, rng.uniform(2.0, 5.0, n - 1))
        g = Q @ np.append(0.2, rng.uniform(0.5, 1.5, n - 1))
        B = _symmetric(Q, eigenvalues)
        case = f"n = {n}, B indefinite, gᵀBg > 0"
        _expect_step(solution(g, B, 20.0), -(g @ g) / (g @ B @ g) * g, case)


def zero_gradient(solution, reference, rng):
    """Give a zero gradient, with a definite B and with an indefinite one."""
    for n, sign in ((1, 1.0), (3, 1.0), (3, -1.0)):
        B = sign * _problem(rng, n)[1]
        case = f"n = {n}, g = 0, B {'positive' if sign > 0 else 'negative'} definite"
        got = solution(np.zeros(n), B, 1.0)
        expect_shape(got, (n,), what=STEP, case=case)
        if not (wide(got) == 0).all():
            rule_broken(case, f"{STEP} is {wide(got)}", "it is 0: no direction leads downhill")


def refusal(solution, reference, rng):
    """Give radii that are none."""
    g, B = _problem(rng, 3)
    for delta in (0.0, -1.0, float("nan")):
        outcome = solution.call(g, B, delta)
        expect_raises(outcome, ValueError, what="the call", case=f"Δ = {delta}")


def inside(solution, reference, rng):
    """Measure the step against the radius, for radii on all pieces of the path."""
    for n in (2, 8):
        for g, B, delta in _family(rng, n, 6):
            case = f"n = {n}, Δ = {delta:.3g}"
            length = np.linalg.norm(_finite(solution(g, B, delta), n, case))
            if not length <= delta * (1 + ROUNDINGS):
                rule_broken(case, f"{STEP} has length {length:.6g}", "it is at most Δ")


def cauchy(solution, reference, rng):
    """Hold the model at the step against the model at the Cauchy point."""
    for n in (2, 8):
        for g, B, delta in _family(rng, n, 6):
            case = f"n = {n}, Δ = {delta:.3g}"
            found = _model(g, B, _finite(solution(g, B, delta), n, case))
            bound = _model(g, B, cauchy_point(g, B, delta))
            if not found <= bound + ROUNDINGS * abs(bound):
                observed = f"the model at your step is {found - bound:.3g} above the Cauchy point"
                rule_broken(case, observed, "the step is never worse than the Cauchy point")


def limits(solution, reference, rng):
    """Let the region be far too large to matter, then far too small to bend in."""
    for n in (2, 6):
        g, B = _problem(rng, n)
        _, end = _lengths(g, B)
        got, case = solution(g, B, 1e6 * end), f"n = {n}, Δ a million times Newton's step"
        _expect_step(got, newton_step(g, B), case)
        delta, case = 1e-9 * end, f"n = {n}, Δ a billionth of Newton's step"
        got = _finite(solution(g, B, delta), n, case)
        want = -delta * g / np.linalg.norm(g)
        expect_close(got, want, tolerance=SMALL, what=STEP, case=case)


def monotone(solution, reference, rng):
    """Let the radius grow, and compare each step with the one before."""
    n = 4
    g, B = _problem(rng, n)
    _, end = _lengths(g, B)
    last_length, last_model = 0.0, 0.0
    for share in np.linspace(0.05, 1.3, 14):
        case = f"n = {n}, Δ = {share:.2f} times Newton's step"
        p = _finite(solution(g, B, share * end), n, case)
        length, model = np.linalg.norm(p), _model(g, B, p)
        if not length >= last_length * (1 - ROUNDINGS):
            observed = f"{STEP} has length {length:.6g}, and {last_length:.6g} in a smaller region"
            rule_broken(case, observed, "it does not become shorter as the region grows")
        if not model <= last_model + ROUNDINGS * abs(last_model):
            observed = f"the model is {model:.6g}, and {last_model:.6g} in a smaller region"
            rule_broken(case, observed, "it does not rise as the region grows")
        last_length, last_model = length, model


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    g, B = _problem(rng, 5)
    for delta in (0.5 * _lengths(g, B)[0], np.mean(_lengths(g, B))):
        case = f"n = 5, Δ = {delta:.3g}"
        got = expect_pure(solution, g, B, float(delta), what=STEP, case=case)
        _expect_step(got, reference(g, B, delta), case)


def _show_steps(g, B, steps, wanted):
    """Show the steps for three radii on the model, with the path that they end on."""
    end = newton_step(g, B)
    path, reach = [0 * g, -(g @ g) / (g @ B @ g) * g, end], 0.75 * np.linalg.norm(end)
    (x, y) = end / 2
    show_paths(
        "Steps for three radii on level lines of the model",
        lambda p: _model(g, B, p),
        (x - reach, x + reach, y - reach, y + reach),
        {"yours": lambda: np.array(steps), "reference": wanted, "dogleg path": path},
        labels=("p₁", "p₂"),
        kind={"yours": "points", "reference": "points"},
    )


def _expect_step(got, want, case):
    expect_dtype(got, np.float64, what=STEP, case=case)
    tolerance = tolerance_for(np.float64, "recursion", size=len(want))
    expect_close(got, want, tolerance=tolerance, what=STEP, case=case)


def _finite(got, n, case):
    expect_shape(got, (n,), what=STEP, case=case)
    expect_finite(got, what=STEP, case=case)
    return wide(got)


def _model(g, B, p):
    return float(g @ p + p @ B @ p / 2)


def _family(rng, n, count):
    """Yield problems with radii from well before the bend of the path to beyond its end."""
    for share in np.linspace(0.3, 3.3, count):
        g, B = _problem(rng, n)
        bend, end = _lengths(g, B)
        yield g, B, float(share * bend if share < 1 else bend + (share - 1) / 2 * (end - bend))


def _lengths(g, B):
    """Return how far away the bend of the path and its end are."""
    bend = np.linalg.norm(g) ** 3 / (g @ B @ g)
    return float(bend), float(np.linalg.norm(newton_step(g, B)))


def _problem(rng, n):
    """Return a gradient and a positive definite B for which Newton's step is not along −g."""
    g = rng.uniform(0.5, 1.5, n) * rng.choice([-1.0, 1.0], n)
    Q = _orthogonal(rng, n)
    return Q @ g, _symmetric(Q, np.geomspace(0.5, 20.0, n))


def _symmetric(Q, eigenvalues):
    B = (Q * eigenvalues) @ Q.T
    return (B + B.T) / 2


def _orthogonal(rng, n):
    return np.linalg.qr(rng.standard_normal((n, n)))[0]
