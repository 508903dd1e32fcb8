"""Checks of the catapult: each step, the three regimes of the step size, then purity."""

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_finite,
    expect_pure,
    expect_shape,
    expect_tuple,
    rule_broken,
    show_curves,
)

OUTPUT, CURVATURE = "the output f", "the curvature λ"
STEPS = Tolerance(1e-9, "a few roundings a step, which the catapult multiplies by about a thousand")


def value(solution, reference, rng):
    """Compare short runs of several widths, the start alone among them."""
    for n, T, eta_lambda in ((1, 3, 0.8), (2, 8, 1.2), (20, 12, 1.7), (5, 0, 1.0), (50, 6, 0.1)):
        u, v = rng.standard_normal((2, n))
        eta = eta_lambda / _curvature(u, v)
        case = f"n = {n}, T = {T}, ηλ₀ = {eta_lambda}"
        _expect_run(solution(u, v, eta, T), reference(u, v, eta, T), case)


def no_output(solution, reference, rng):
    """Start where uᵀv is exactly zero: no step size moves anything."""
    for n, eta in ((2, 0.3), (6, 50.0)):
        u, v = np.zeros((2, n))
        u[0], v[1:] = rng.uniform(1.0, 2.0), rng.uniform(1.0, 2.0, n - 1)
        case = f"n = {n}, f₀ = 0"
        f, _ = _expect_run(solution(u, v, eta, 5), reference(u, v, eta, 5), case)
        if np.any(f != 0):
            rule_broken(case, f"{OUTPUT} reaches {np.abs(f).max():.2g}", "it stays exactly 0")


def lazy(solution, reference, rng):
    """Start wide and with ηλ₀ = 1.5: the output shrinks in every step."""
    u, v = _start(rng, 200, 0.3)
    case = "n = 200, ηλ₀ = 1.5"
    got = solution(u, v, 1.5 / _curvature(u, v), 12)
    f, _ = _expect_run(got, reference(u, v, 1.5 / _curvature(u, v), 12), case)
    if not np.all(np.diff(np.abs(f)) < 0):
        rule_broken(case, "|f| rises in a step", "below 2/λ the loss falls in every step")


def returns(solution, reference, rng):
    """Start with ηλ₀ between 2 and 4: the loss rises, and the run ends in a flatter place."""
    for n, eta_lambda, T in ((100, 3.0, 60), (400, 2.5, 60)):
        u, v = _start(rng, n, 0.3)
        eta = eta_lambda / _curvature(u, v)
        case = f"n = {n}, ηλ₀ = {eta_lambda}"
        got, want = solution(u, v, eta, T), reference(u, v, eta, T)
        if n == 100:
            _show_run(got, want, eta, case)
        f, lam = _expect_run(got, want, case)
        if not (np.abs(f).max() > 2 * abs(f[0]) and abs(f[-1]) < 1e-3 and eta * lam[-1] < 2):
            observed = f"|f| ends at {abs(f[-1]):.2g}, and ηλ at {eta * lam[-1]:.2g}"
            rule_broken(case, observed, "the loss rises, λ falls below 2/η, the loss returns to 0")


def lost(solution, reference, rng):
    """Start with ηλ₀ beyond 4: the run has to show how both grow."""
    for n, eta_lambda, T in ((100, 4.5, 7), (30, 6.0, 5)):
        u, v = _start(rng, n, 0.3)
        eta = eta_lambda / _curvature(u, v)
        case = f"n = {n}, ηλ₀ = {eta_lambda}"
        _expect_run(solution(u, v, eta, T), reference(u, v, eta, T), case)


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    u, v = rng.standard_normal((2, 4))
    got = expect_pure(solution, u, v, 0.2, 5, what="the result", case="n = 4, T = 5")
    _expect_run(got, reference(u, v, 0.2, 5), "n = 4, T = 5")


def _show_run(got, want, eta, case):
    show_curves(
        f"The output, {case}",
        {"yours": lambda: np.abs(got[0]), "reference": np.abs(want[0])},
        x_label="step t",
        y_label="|f|",
    )
    show_curves(
        f"The curvature, {case}",
        {
            "yours": lambda: eta * np.asarray(got[1]),
            "reference": eta * want[1],
            "ηλ = 2": np.full(len(want[1]), 2.0),
        },
        x_label="step t",
        y_label="ηλ",
        scale="linear",
    )


def _expect_run(got, want, case):
    f, lam = expect_tuple(got, ("f", "lam"), case=case)
    for found, right, what in ((f, want[0], OUTPUT), (lam, want[1], CURVATURE)):
        expect_shape(found, right.shape, what=what, case=case)
        expect_finite(found, what=what, case=case)
        expect_close(found, right, tolerance=STEPS, what=what, case=case)
    return np.asarray(f), np.asarray(lam)


def _curvature(u, v):
    return (u @ u + v @ v) / len(u)


def _start(rng, n, f):
    """Return vectors of curvature 1 and output f."""
    u, w = np.linalg.qr(rng.standard_normal((n, 2)))[0].T * np.sqrt(n / 2)
    angle = np.arcsin(2 * f / np.sqrt(n))
    return u, np.cos(angle) * w + np.sin(angle) * u
