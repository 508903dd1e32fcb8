"""Checks of the heavy ball and its best parameters: correctness, then purity, then cost."""

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_finite,
    expect_oracle_calls,
    expect_pure,
    expect_raises,
    expect_scalar,
    expect_shape,
    expect_tuple,
    rule_broken,
    show_curves,
    tolerance_for,
)

PATH = "the path"
FORMULA = Tolerance(1e-11, "roots and quotients lose a few roundings")
DOUBLE_ROOT = Tolerance(1e-5, "a double root moves by the root of the rounding")


def value(solution, reference, rng):
    """Compare the paths on quadratics of several sizes."""
    for n, T in ((3, 10), (1, 2), (5, 25), (2, 0)):
        arguments = (_quadratic(rng, n), rng.standard_normal(n), 0.3, rng.uniform(0.4, 0.8), T)
        got, want = solution(*arguments), reference(*arguments)
        if n == 3:
            plain = reference(*arguments[:3], 0.0, T)
            _show_distances(got, want, plain, f"η = 0.3, β = {arguments[3]:.2f}")
        _compare(got, want, f"n = {n}, T = {T}")


def no_momentum(solution, reference, rng):
    """Set β to 0; and make one step only, with any β."""
    for n, beta, T in ((3, 0.0, 8), (2, 0.9, 1)):
        arguments = (_quadratic(rng, n), 1 + rng.random(n), 0.3, beta, T)
        _compare(solution(*arguments), reference(*arguments), f"n = {n}, β = {beta:g}, T = {T}")


def optimal(solution, reference, rng):
    """Compare the pair for several condition numbers."""
    for mu, L in ((1.0, 9.0), (0.5, 0.5), (float(rng.uniform(0.01, 1)), float(rng.uniform(2, 9)))):
        _expect_pair(solution, reference.function("optimal_hb")(mu, L), mu, L)


def refuses(solution, reference, rng):
    """Give curvatures that cannot be."""
    for mu, L in ((0.0, 1.0), (-1.0, 4.0), (3.0, 2.0)):
        outcome = solution.function("optimal_hb").call(mu, L)
        expect_raises(outcome, ValueError, what="optimal_hb", case=f"mu = {mu:g}, L = {L:g}")


def slope(solution, reference, rng):
    """Roll down a constant slope: the steps add up a geometric series."""
    beta, T = float(rng.uniform(0.5, 0.8)), 30
    X = _path(solution(_guarded(np.ones_like, 1), np.zeros(1), 0.1, beta, T), T, 1, "a slope")
    want = -0.1 * (1 - beta ** np.arange(1, T + 1)) / (1 - beta)
    tolerance = Tolerance(1e-10, "differences of iterates keep fewer digits than they have")
    expect_close(np.diff(X[:, 0]), want, tolerance=tolerance, what="the steps", case="a slope")


def radius(solution, reference, rng):
    """Compute the rate of every mode from the pair, and compare the largest with the best."""
    for kappa in (10.0, 1000.0):
        mu = float(rng.uniform(0.5, 2.0))
        case = f"mu = {mu:.3g}, κ = {kappa:g}"
        eta, beta = _pair(solution.function("optimal_hb")(mu, mu * kappa), case)
        rates = []
        for curvature in mu * np.linspace(1, kappa, 40):
            companion = np.array([[1 + beta - eta * curvature, -beta], [1.0, 0.0]])
            rates.append(np.abs(np.linalg.eigvals(companion)).max())
        best = (np.sqrt(kappa) - 1) / (np.sqrt(kappa) + 1)
        what = "the rate of the slowest mode with your pair"
        expect_close(max(rates), best, tolerance=DOUBLE_ROOT, what=what, case=case)


def rate(solution, reference, rng):
    """Run the learner's ball with the learner's pair, and measure the rate over 60 steps."""
    for kappa in (30.0, 100.0):
        case, n = f"κ = {kappa:g}, T = 120", 6
        curvatures = np.geomspace(1.0, kappa, n)
        grad = _guarded(lambda x, curvatures=curvatures: curvatures * x, n)
        eta, beta = _pair(solution.function("optimal_hb")(1.0, kappa), case)
        X = _path(solution(grad, rng.uniform(0.5, 1.5, n), eta, beta, 120), 120, n, case)
        lengths = np.linalg.norm(X, axis=1)
        measured = (lengths[120] / lengths[60]) ** (1 / 60)
        if not measured <= 1.05 * (np.sqrt(kappa) - 1) / (np.sqrt(kappa) + 1):
            observed = f"the distance shrinks by {measured:.4f} a step"
            rule_broken(case, observed, "by (√κ − 1)/(√κ + 1), or 5 % more for the double root")


def units(solution, reference, rng):
    """Multiply both curvatures by a number."""
    mu, L = float(rng.uniform(0.5, 1)), float(rng.uniform(5, 50))
    eta, beta = reference.function("optimal_hb")(mu, L)
    for c in (1e-8, 1e8):
        _expect_pair(solution, (eta / c, beta), c * mu, c * L)


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    arguments = (_quadratic(rng, 3), rng.standard_normal(3), 0.3, 0.6, 7)
    got = expect_pure(solution, *arguments, what=PATH, case="n = 3, T = 7")
    _compare(got, reference(*arguments), "n = 3, T = 7")


def calls(solution, reference, rng):
    """Count the gradients."""
    for T in (9, 1):
        arguments = (_quadratic(rng, 2), rng.standard_normal(2), 0.3, 0.6, T)
        _compare(solution(*arguments), reference(*arguments), f"n = 2, T = {T}")
        expect_oracle_calls(solution, "grad", T, what="gradients", case=f"T = {T}")


def _show_distances(got, want, plain, title):
    show_curves(
        f"Distance to the minimum, {title}",
        {
            "yours": lambda: np.linalg.norm(got, axis=1),
            "reference": np.linalg.norm(want, axis=1),
            "β = 0": np.linalg.norm(plain, axis=1),
        },
        x_label="step t",
        y_label="‖xₜ − x*‖",
    )


def _compare(got, want, case):
    X = _path(got, len(want) - 1, want.shape[1], case)
    tolerance = tolerance_for(np.float64, "recursion", size=want.shape[1])
    expect_close(X, want, tolerance=tolerance, what=PATH, case=case)


def _path(got, T, n, case):
    expect_shape(got, (T + 1, n), what=PATH, case=case)
    expect_finite(got, what=PATH, case=case)
    return got


def _expect_pair(solution, want, mu, L):
    case = f"mu = {mu:.3g}, L = {L:.3g}"
    pair = _pair(solution.function("optimal_hb")(mu, L), case)
    for name, number, right in zip(("eta", "beta"), pair, want, strict=True):
        expect_close(number, right, tolerance=FORMULA, what=name, case=case)


def _pair(got, case):
    pair = expect_tuple(got, ("eta", "beta"), case=case)
    names = ("eta", "beta")
    return [
        expect_scalar(part, what=name, case=case) for part, name in zip(pair, names, strict=True)
    ]


def _quadratic(rng, n):
    """Return the gradient of a random quadratic with curvatures from 0.2 to 2."""
    Q = np.linalg.qr(rng.standard_normal((n, n)))[0]
    H = (Q * np.linspace(2.0, 0.2, n)) @ Q.T
    return _guarded(lambda x: H @ x, n)


def _guarded(grad, n):
    """Return a gradient that tells the learner what it takes."""

    def guarded(x):
        point = np.asarray(x, dtype=np.float64)
        if point.shape != (n,):
            raise ValueError(f"grad takes a point of shape ({n},), not {point.shape}")
        return grad(point)

    return guarded
