"""Checks of the linear rate, measured and predicted: values, special runs, then purity."""

import math

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_equal,
    expect_pure,
    expect_scalar,
    is_number,
    rule_broken,
    tolerance_for,
)

RATE, STEPS = "the rate", "the number of steps"
EXACT = tolerance_for("float64", "recursion")
FITTED = Tolerance(1e-3, "a finite run shows its rate to about three digits")


def value(solution, reference, rng):
    """Take geometric sequences, from three points on, with rates on both sides of 1."""
    for T in (3, 4, 25, 60):
        for rho in (rng.uniform(0.7, 0.95), rng.uniform(0.99, 0.9999), 1.0, rng.uniform(1.01, 1.2)):
            dist = rng.uniform(0.5, 5.0) * rho ** np.arange(T)
            _expect_rate(solution(dist), rho, EXACT, f"{rho:.4f} to the power t, T = {T}")


def steps(solution, reference, rng):
    """Predict the steps for several condition numbers and step sizes."""
    predicted = solution.function("iterations_to")
    # Far from whole numbers of steps, so that rounding decides nothing.
    for kappa, eta in ((2.5, 1.0), (50.0, 1.0), (1e4, 1.0), (50.0, 1.5), (10.0, 1.9), (1.5, 1.95)):
        rho = max(abs(1 - eta), abs(1 - eta / kappa))
        eps = rho ** (int(rng.integers(3, 40)) + rng.uniform(0.2, 0.8))
        want = reference.function("iterations_to")(eps, kappa, eta)
        case = f"eps = {eps:.3g}, kappa = {kappa:g}, eta = {eta:g}"
        expect_equal(predicted(eps, kappa, eta), want, what=STEPS, case=case)


def too_few(solution, reference, rng):
    """Give fewer than three points that are usable."""
    first = rng.uniform(0.5, 2.0)
    for tail, said in (
        ([0.3], "2 points"),
        ([], "1 point"),
        ([0.1, 0.0, 0.0, 0.0], "3 zeros after 2 points"),
        ([0.1, math.nan, 0.01, 0.001], "nan after 2 points"),
        ([0.1, 1e-14, 1e-15, 3e-15], "roundoff after 2 points"),
    ):
        _expect_nan(solution(first * np.array([1.0, *tail])), said)
    _expect_nan(solution(np.empty(0)), "no point")
    _expect_nan(solution(np.zeros(5)), "5 zeros")


def superlinear(solution, reference, rng):
    """Take runs whose ratios shrink by half or more each time, then runs where only some do."""
    base = rng.uniform(0.02, 0.1)
    for dist, said in (
        (base ** (2.0 ** np.arange(6)), "each distance is the square of the one before"),
        (base ** (1.618 ** np.arange(8.0)), "a secant method's distances"),
        (0.5 ** (np.arange(8.0) * (np.arange(8) + 1) / 2), "each ratio is half the one before"),
    ):
        expect_equal(solution(3.0 * dist), 0.0, what=RATE, case=said)
    slow, fast = rng.uniform(0.8, 0.9), rng.uniform(0.2, 0.35)
    dist = np.cumprod(np.concatenate([[1.0], np.full(3, slow), [fast], np.full(12, slow)]))
    _expect_rate(solution(dist), slow, EXACT, "one lucky step among linear ones")


def start(solution, reference, rng):
    """Take gradient descent on quadratics, whose fast components are large at the start."""
    for n in (2, 5):
        slow = rng.uniform(0.9, 0.94)
        factors = np.concatenate([[slow], slow * rng.uniform(0.3, 0.75, n - 1)])
        weights = np.concatenate([[1.0], np.full(n - 1, 1e4)])
        dist = np.linalg.norm(weights * factors ** np.arange(120)[:, None], axis=1)
        case = f"a run on a quadratic, n = {n}, T = 120"
        _expect_rate(solution(dist), slow, FITTED, case)


def floor(solution, reference, rng):
    """Let runs go on in roundoff, or in exact zeros, for a third of their length and more."""
    for T in (200, 400):
        rho = rng.uniform(0.78, 0.82)
        dist = rho ** np.arange(float(T)) + 2e-16 * rng.uniform(0.1, 1.0, T)
        _expect_rate(solution(dist), rho, FITTED, f"roundoff from t = 150 on, T = {T}")
    rho = rng.uniform(0.5, 0.6)
    dist = rho ** np.arange(60.0)
    dist[45:] = 0.0
    _expect_rate(solution(dist), rho, FITTED, "zeros from t = 45 on, T = 60")


def units(solution, reference, rng):
    """Measure lengths in other units."""
    dist = rng.uniform(0.8, 0.9) ** np.arange(40.0)
    want = reference(dist)
    for unit in (2.0**-60, 2.0**60):
        _expect_rate(
            solution(unit * dist), want, EXACT, f"lengths multiplied by {unit:.1e}, T = 40"
        )


def limits(solution, reference, rng):
    """Ask for nothing, for what one step does, and for what no number of steps does."""
    predicted = solution.function("iterations_to")
    share, kappa = rng.uniform(0.01, 0.5), rng.uniform(2.0, 50.0)
    for eps, kappa_, eta, want in (
        (1.0, kappa, 1.0, 0),
        (3.0, kappa, 1.0, 0),
        (2.0, kappa, 2.5, 0),
        (share, 1.0, 1.0, 1),
        (share, kappa, 2.0, math.inf),
        (share, kappa, 3.0, math.inf),
    ):
        case = f"eps = {eps:.3g}, kappa = {kappa_:.3g}, eta = {eta:g}"
        expect_equal(predicted(eps, kappa_, eta), want, what=STEPS, case=case)


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    dist = 3.0 * rng.uniform(0.8, 0.9) ** np.arange(30.0)
    got = expect_pure(solution, dist, what=RATE, case="T = 30")
    _expect_rate(got, reference(dist), EXACT, "T = 30")


def _expect_rate(got, want, tolerance, case):
    got = expect_scalar(got, what=RATE, case=case)
    expect_close(got, want, tolerance=tolerance, what=RATE, case=case)


def _expect_nan(got, case):
    if not (is_number(got) and math.isnan(float(got))):
        shown = f"{float(got):.3g}" if is_number(got) else "no number"
        rule_broken(case, f"{RATE} is {shown}", "with fewer than three usable points it is nan")
