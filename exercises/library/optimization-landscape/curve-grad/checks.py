"""Checks of the gradient of a curve: correctness, then purity, then cost."""

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_finite,
    expect_oracle_calls,
    expect_pure,
    expect_raises,
    expect_shape,
    rule_broken,
    tolerance_for,
)

GRADIENT = "the gradient"
DIFFERENCE = Tolerance(1e-3, "a central difference with h = 1e-3 leaves about h² of the loss")
STEPS = 40


def value(solution, reference, rng):
    """Compare on a quartic, with points nearer to the one end than to the other."""
    for n, K in ((4, 5), (1, 3), (12, 8), (3, 1)):
        ends = _ends(rng, n)
        ts = rng.uniform(0.05, 0.45, K)
        got, want = solution(_quartic(n), *ends, ts), reference(_quartic(n), *ends, ts)
        _expect_gradient(got, want, f"n = {n}, K = {K}")


def ends(solution, reference, rng):
    """Take the ends alone, where the weight is 0, and then among other points."""
    for named, ts in (
        ("ts = (0, 1)", np.array([0.0, 1.0])),
        ("ts = (0, 0.4, 0.7, 1)", np.array([0.0, 0.4, 0.7, 1.0])),
    ):
        a, c, b = _ends(rng, 3)
        want = reference(_quartic(3), a, c, b, ts)
        _expect_gradient(solution(_quartic(3), a, c, b, ts), want, named)


def difference(solution, reference, rng):
    """Compare with central differences of the mean loss."""
    n = 3
    a, c, b = _ends(rng, n)
    ts = rng.uniform(0.1, 0.9, 4)
    h, slopes = 1e-3, []
    for unit in np.eye(n):
        higher, lower = (_mean_loss(a, c + sign * h * unit, b, ts) for sign in (1, -1))
        slopes.append((higher - lower) / (2 * h))
    got = solution(_quartic(n), a, c, b, ts)
    case = f"n = {n}, differences of the mean loss"
    expect_close(got, np.array(slopes), tolerance=DIFFERENCE, what=GRADIENT, case=case)


def training(solution, reference, rng):
    """Descend from an almost straight line over a hill, and look at the highest loss left."""
    a, b = np.array([-1.0, 0.0]), np.array([1.0, 0.0])
    c, ts = np.array([0.0, rng.uniform(0.1, 0.2)]), np.linspace(0, 1, 9)
    case = f"after {STEPS} steps on a hill"
    for _ in range(STEPS):
        gradient = solution(_hill_gradient, a, c, b, ts)
        expect_shape(gradient, (2,), what=GRADIENT, case=case)
        expect_finite(gradient, what=GRADIENT, case=case)
        c = c - 3.0 * gradient
    highest = max(_hill(x) for x in _curve(a, c, b, np.linspace(0, 1, 41)))
    if not highest <= 0.1:
        observed = f"the highest loss on the curve is {highest:.2g}, and was 1 on the line"
        rule_broken(case, observed, "training takes nine tenths of the hill away or more")


def empty(solution, reference, rng):
    """Give no point at all."""
    a, c, b = _ends(rng, 2)
    expect_raises(solution.call(_quartic(2), a, c, b, np.array([])), ValueError, case="K = 0")


def purity(solution, reference, rng):
    """Call twice with the same curve, and look at what the calls left behind."""
    arguments = (_quartic(3), *_ends(rng, 3), np.array([0.3, 0.9]))
    got = expect_pure(solution, *arguments, what=GRADIENT, case="n = 3, K = 2")
    _expect_gradient(got, reference(*arguments), "n = 3, K = 2")


def calls(solution, reference, rng):
    """Count the gradients of f."""
    for K in (1, 6):
        arguments = (_quartic(3), *_ends(rng, 3), rng.uniform(0.1, 0.9, K))
        _expect_gradient(solution(*arguments), reference(*arguments), f"n = 3, K = {K}")
        expect_oracle_calls(
            solution, "grad_f", K, at_least=K, what="gradients of f", case=f"K = {K}"
        )


def _ends(rng, n):
    return tuple(rng.standard_normal((3, n)))


def _quartic(n):
    """Return the gradient of Σ (i + 1)(x⁴/4 + x²/2 + x), which is nowhere symmetric."""
    factors = np.arange(1.0, n + 1)

    def grad_f(x):
        x = _point(x, n)
        return factors * (x**3 + x + 1)

    return grad_f


def _mean_loss(a, c, b, ts):
    factors = np.arange(1.0, len(a) + 1)
    points = _curve(a, c, b, ts)
    return float(np.mean([factors @ (x**4 / 4 + x**2 / 2 + x) for x in points]))


def _hill(x):
    return float(np.exp(-4 * (x @ x)))


def _hill_gradient(x):
    x = _point(x, 2)
    return -8 * x * _hill(x)


def _curve(a, c, b, ts):
    return [(1 - t) ** 2 * a + 2 * t * (1 - t) * c + t**2 * b for t in ts]


def _point(x, n):
    if not isinstance(x, np.ndarray) or x.shape != (n,) or x.dtype != np.float64:
        raise TypeError(f"grad_f takes a float64 array of shape ({n},)")
    return x


def _expect_gradient(got, want, case):
    tolerance = tolerance_for(np.float64, "recursion", size=len(want))
    expect_close(got, want, tolerance=tolerance, what=GRADIENT, case=case)
