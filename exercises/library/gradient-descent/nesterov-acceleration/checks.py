"""Checks of Nesterov acceleration: correctness, then purity, then cost."""

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_finite,
    expect_oracle_calls,
    expect_pure,
    expect_raises,
    expect_shape,
    expect_tuple,
    rule_broken,
    show_curves,
    tolerance_for,
)

RATIO = Tolerance(1e-9, "a difference of iterates keeps fewer digits than they have")


def value(solution, reference, rng):
    """Run without strong convexity on quadratics and on a Huber function."""
    for n, T in ((3, 8), (1, 2), (4, 0), (6, 25)):
        grad, L = _quadratic(rng, n, 0.01)
        _expect_paths(solution, reference, (grad, rng.standard_normal(n), L, T), f"n = {n}")
    arguments = (_guarded(lambda x: np.clip(x, -1.0, 1.0), 2), 5 + rng.random(2), 1.0, 12)
    _expect_paths(solution, reference, arguments, "a Huber function")


def strongly_convex(solution, reference, rng):
    """Run with a constant of strong convexity."""
    for n, mu in ((3, 0.2), (1, 0.5), (5, 0.01)):
        grad, L = _quadratic(rng, n, mu)
        arguments = (grad, rng.standard_normal(n), L, 15, mu)
        got, want, case = solution(*arguments), reference(*arguments), f"κ = {L / mu:.3g}"
        if n == 3:
            _show_gaps(got, want, arguments, case)
        _compare(got, want, f"n = {n}, {case}, T = 15")


def one_step(solution, reference, rng):
    """Let all curvatures be L, and say so."""
    for n in (1, 4):
        x0, case = rng.integers(1, 9, n).astype(float), f"n = {n}, mu = L"
        X, Y = _paths(solution(_guarded(lambda x: 4 * x, n), x0, 4.0, 1, 4.0), n, 1, case)
        for name, path in (("X", X), ("Y", Y)):
            expect_close(
                path[1],
                np.zeros(n),
                tolerance=tolerance_for(np.float64, "predicate"),
                what=f"row 1 of {name}",
                case=case,
            )


def refuses(solution, reference, rng):
    """Give values of mu that cannot be."""
    for mu in (-0.5, 2.5):
        outcome = solution.call(_guarded(lambda x: 2 * x, 2), rng.random(2), 2.0, 3, mu)
        expect_raises(outcome, ValueError, what="the call", case=f"L = 2, mu = {mu:g}")


def recursion(solution, reference, rng):
    """Read the momentum off the paths, on a slope, and compare with (2)."""
    T = 9
    X, Y = _paths(solution(_guarded(np.ones_like, 1), rng.random(1), 1.0, T), 1, T, "a slope")
    s, want = 1.0, []
    for _ in range(T):
        following = (1 + np.sqrt(1 + 4 * s * s)) / 2
        want.append((s - 1) / following)
        s = following
    steps = (X[1:] - X[:-1])[:, 0]
    if not np.all(steps != 0):
        rule_broken("a slope", "an iterate did not move", "each gradient step moves by 1/L there")
    got = (Y[1:] - X[1:])[:, 0] / steps
    expect_close(got, np.array(want), tolerance=RATIO, what="the momentum", case=f"T = {T}")


def bound(solution, reference, rng):
    """Hold the gap to 2LR²/(t + 1)², on functions with all curvatures down to nearly none."""
    n, T = 20, 150
    curvatures = np.geomspace(1e-4, 1.0, n)
    x0 = rng.uniform(0.5, 1.5, n)
    grad = _guarded(lambda x: curvatures * x, n)
    X, _ = _paths(solution(grad, x0, 1.0, T), n, T, "curvatures from 1e-4 to 1")
    t = np.arange(1, T + 1)
    allowed = 2 * (x0 @ x0) / (t + 1) ** 2
    _expect_gaps((X[1:] ** 2 @ curvatures) / 2, allowed, "f(xₜ) − f* ≤ 2LR²/(t + 1)²")


def linear_rate(solution, reference, rng):
    """Hold the gap to the rate of strong convexity, in the form that is proved."""
    n, T, kappa = 10, 300, 400.0
    curvatures = np.geomspace(1.0, kappa, n)
    x0 = rng.uniform(0.5, 1.5, n)
    grad = _guarded(lambda x: curvatures * x, n)
    X, _ = _paths(solution(grad, x0, kappa, T, 1.0), n, T, "κ = 400")
    gaps = (X**2 @ curvatures) / 2
    allowed = (1 - 1 / np.sqrt(kappa)) ** np.arange(1, T + 1) * (gaps[0] + x0 @ x0 / 2)
    _expect_gaps(gaps[1:], allowed, "f(xₜ) − f* ≤ (1 − 1/√κ)ᵗ(f(x₀) − f* + μR²/2)")


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    grad, L = _quadratic(rng, 3, 0.1)
    arguments = (grad, rng.standard_normal(3), L, 6)
    got = expect_pure(solution, *arguments, what="the paths", case="n = 3, T = 6")
    _compare(got, reference(*arguments), "n = 3, T = 6")


def calls(solution, reference, rng):
    """Count the gradients, with strong convexity and without."""
    for T, mu in ((7, 0.0), (4, 0.1)):
        grad, L = _quadratic(rng, 2, 0.1)
        arguments = (grad, rng.standard_normal(2), L, T, mu)
        _compare(solution(*arguments), reference(*arguments), f"n = 2, T = {T}, mu = {mu:g}")
        expect_oracle_calls(solution, "grad", T, what="gradients", case=f"T = {T}")


def _show_gaps(got, want, arguments, case):
    """Show f − f* = xᵀ∇f(x)/2 of a quadratic along X, with gradient descent beside it."""
    grad, x0, L, T, _ = arguments
    plain = [x0]
    for _ in range(T):
        plain.append(plain[-1] - grad(plain[-1]) / L)
    show_curves(
        f"Gap on a quadratic, {case}",
        {
            "yours": lambda: [x @ grad(x) / 2 for x in got[0]],
            "reference": [x @ grad(x) / 2 for x in want[0]],
            "gradient descent": [x @ grad(x) / 2 for x in plain],
        },
        x_label="step t",
        y_label="f(xₜ) − f*",
    )


def _expect_paths(solution, reference, arguments, case):
    _compare(solution(*arguments), reference(*arguments), f"{case}, T = {arguments[3]}")


def _compare(got, want, case):
    T, n = want[0].shape[0] - 1, want[0].shape[1]
    paths = _paths(got, n, T, case)
    for name, path, right in zip("XY", paths, want, strict=True):
        tolerance = tolerance_for(np.float64, "recursion", size=n)
        expect_close(path, right, tolerance=tolerance, what=name, case=case)


def _paths(got, n, T, case):
    paths = expect_tuple(got, ("X", "Y"), case=case)
    for name, path in zip("XY", paths, strict=True):
        expect_shape(path, (T + 1, n), what=name, case=case)
        expect_finite(path, what=name, case=case)
    return paths


def _expect_gaps(gaps, allowed, rule):
    above = ~(gaps <= allowed * (1 + 1e-9))
    if above.any():
        t = int(np.argmax(above)) + 1
        observed = f"the gap after {t} steps is {gaps[t - 1] / allowed[t - 1]:.3g} times the bound"
        rule_broken("", observed, rule)


def _quadratic(rng, n, mu):
    """Return the gradient of a random quadratic with curvatures from mu to L, and L."""
    Q = np.linalg.qr(rng.standard_normal((n, n)))[0]
    L = float(rng.uniform(1.0, 3.0))
    H = (Q * np.linspace(mu, L, n)) @ Q.T
    return _guarded(lambda x: H @ x, n), L


def _guarded(grad, n):
    """Return a gradient that tells the learner what it takes."""

    def guarded(x):
        point = np.asarray(x, dtype=np.float64)
        if point.shape != (n,):
            raise ValueError(f"grad takes a point of shape ({n},), not {point.shape}")
        return grad(point)

    return guarded
