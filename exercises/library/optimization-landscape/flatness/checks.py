"""Checks of the expected rise: the estimate, its error, then purity and calls."""

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_mean,
    expect_oracle_calls,
    expect_pure,
    expect_raises,
    expect_scalar,
    expect_tuple,
    expect_varies,
    rule_broken,
)

MEAN, ERROR = "the mean rise", "the standard error"
ROUNDED = Tolerance(1e-10, "values of f are subtracted, which costs a digit or two")


def value(solution, reference, rng):
    """Compare on functions with gradient, curvature and more, with the same draws."""
    for n, s, sigma in ((3, 4, 0.5), (1, 2, 1.0), (10, 25, 0.3), (4, 9, 2.0)):
        f, x = _bumpy(rng, n), rng.standard_normal(n)
        seed = int(rng.integers(1, 1000))
        got = solution(f, x, sigma, s, seed)
        _expect_rise(got, reference(f, x, sigma, s, seed), f"n = {n}, s = {s}, σ = {sigma}")


def no_noise(solution, reference, rng):
    """Give σ = 0: all points are x."""
    f, x = _bumpy(rng, 3), rng.standard_normal(3)
    mean, se = _numbers(solution(f, x, 0.0, 5, 1), "n = 3, σ = 0")
    for number, what in ((mean, MEAN), (se, ERROR)):
        if number != 0:
            rule_broken("n = 3, σ = 0", f"{what} is {number:.3g}", "it is exactly 0")


def refuses(solution, reference, rng):
    """Ask for one direction, which has no scatter, and for a width that is none."""
    f, x = _bumpy(rng, 3), rng.standard_normal(3)
    for sigma, s in ((0.1, 1), (0.1, 0), (-0.1, 5), (float("nan"), 5)):
        outcome = solution.call(f, x, sigma, s, 1)
        expect_raises(outcome, ValueError, what="the call", case=f"sigma = {sigma}, s = {s}")


def linear(solution, reference, rng):
    """Give a steep linear function: both signs of a direction cancel, whatever is drawn."""
    for n, s in ((4, 6), (1, 3)):
        a, x = 10.0 * rng.standard_normal(n), rng.standard_normal(n)
        case = f"f(x) = aᵀx, n = {n}, s = {s}"
        mean, se = _numbers(solution(_linear(a), x, 0.5, s, 3), case)
        room = 1e-12 * np.abs(a) @ (np.abs(x) + 1)
        for number, what in ((mean, MEAN), (se, ERROR)):
            if not abs(number) <= room:
                rule = "a pair's rise has no part that is odd in z: it is 0 up to rounding"
                rule_broken(case, f"{what} is {number:.3g}", rule)


def half_trace(solution, reference, rng):
    """Run twenty seeds on a quadratic, where the mean is σ²/2·tr H and the error is known."""
    n, s, sigma = 6, 16, 0.3
    H, x = _hessian(rng, n), rng.standard_normal(n)
    f, case = _quadratic(rng.standard_normal(n), H, x), f"quadratic, n = {n}, s = {s}"
    runs = [_numbers(solution(f, x, sigma, s, seed), case) for seed in range(20)]
    deviation = sigma**2 * np.linalg.norm(H) / np.sqrt(2 * s)
    truth = sigma**2 / 2 * np.trace(H)
    expect_mean([mean for mean, _ in runs], truth, deviation=deviation, what=MEAN, case=case)
    told = np.sqrt(np.mean([se**2 for _, se in runs])) / deviation
    if not 0.7 <= told <= 1.4:
        observed = f"{ERROR} is {told:.2g} times the scatter of the mean"
        rule_broken(case, observed, "it says how far the mean scatters from seed to seed")


def seeds(solution, reference, rng):
    """Run different seeds, then compare each with the draws it stands for."""
    f, x = _bumpy(rng, 3), rng.standard_normal(3)
    got = [solution(f, x, 0.4, 3, seed) for seed in (5, 6, 7)]
    expect_varies([_numbers(result, "n = 3")[0] for result in got], what=MEAN, case="n = 3")
    for seed, result in zip((5, 6, 7), got, strict=True):
        _expect_rise(result, reference(f, x, 0.4, 3, seed), f"n = 3, seed = {seed}")


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    f, x = _bumpy(rng, 4), rng.standard_normal(4)
    got = expect_pure(solution, f, x, 0.3, 5, 2, what="the result", case="n = 4, s = 5")
    _expect_rise(got, reference(f, x, 0.3, 5, 2), "n = 4, s = 5")


def calls(solution, reference, rng):
    """Count the values of f."""
    for n, s in ((3, 8), (2, 2)):
        f, x = _bumpy(rng, n), rng.standard_normal(n)
        case = f"n = {n}, s = {s}"
        _expect_rise(solution(f, x, 0.3, s, 4), reference(f, x, 0.3, s, 4), case)
        expect_oracle_calls(solution, "f", 2 * s + 1, at_least=2, what="values of f", case=case)


def _expect_rise(got, want, case):
    mean, se = _numbers(got, case)
    expect_close(mean, want[0], tolerance=ROUNDED, what=MEAN, case=case)
    expect_close(se, want[1], tolerance=ROUNDED, what=ERROR, case=case)


def _numbers(got, case):
    mean, se = expect_tuple(got, ("mean", "se"), case=case)
    return expect_scalar(mean, what=MEAN, case=case), expect_scalar(se, what=ERROR, case=case)


def _point(x, n):
    try:
        point = np.asarray(x, dtype=np.float64)
    except (TypeError, ValueError):
        raise TypeError("f takes an array of numbers") from None
    if point.shape != (n,):
        raise ValueError(f"f takes a point of shape ({n},), not {point.shape}")
    return point


def _bumpy(rng, n):
    a, b = rng.standard_normal(n), rng.uniform(0.5, 2.0, n)
    return lambda x: float(np.sum(np.cosh(b * _point(x, n))) + a @ x + 3.0)


def _linear(a):
    return lambda x: float(a @ _point(x, len(a)))


def _quadratic(g, H, centre):
    def f(x):
        d = _point(x, len(g)) - centre
        return float(g @ d + d @ H @ d / 2)

    return f


def _hessian(rng, n):
    root = rng.standard_normal((n, n))
    return root @ root.T / n + np.eye(n)
