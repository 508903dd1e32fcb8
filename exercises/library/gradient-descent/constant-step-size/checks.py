"""Checks of gradient descent: the points by a closed form, then rates, then purity and calls.

On a quadratic ½xᵀHx the points are (I − ηH)ᵗx₀. Each row is compared on its own, relative to its
own length: later points are small, and so is what may be wrong with them.
"""

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_in_interval,
    expect_oracle_calls,
    expect_pure,
    expect_shape,
    rule_broken,
    show_paths,
)

POINTS = "the array of points"
STEPS = Tolerance(1e-10, "each of the steps rounds a little, and the roundings add up")
RATE = Tolerance(1e-9, "the ratio of two neighbouring points of a quadratic is known exactly")


def value(solution, reference, rng):
    """Compare with the closed form on quadratics of several sizes."""
    for n, T in ((2, 3), (1, 6), (5, 30), (20, 12)):
        grad, x0, closed = _quadratic(rng, np.geomspace(1.0, 8.0, n))
        eta = rng.uniform(0.05, 0.2)
        X = solution(grad, x0, eta, T)
        if n == 2:
            show_paths(
                f"Points on level lines of f, η = {eta:.2f}",
                lambda x, grad=grad: float(x @ grad(x)) / 2,
                (-3.0, 3.0, -3.0, 3.0),
                {"yours": X, "reference": closed(eta, T)},
            )
        _expect_points(X, closed(eta, T), f"quadratic, n = {n}, T = {T}")


def zero_steps(solution, reference, rng):
    """Ask for no step at all."""
    for n in (3, 1):
        grad, x0, closed = _quadratic(rng, np.geomspace(1.0, 8.0, n))
        _expect_points(solution(grad, x0, 0.1, 0), closed(0.1, 0), f"n = {n}, T = 0")


def threshold(solution, reference, rng):
    """Take steps a little shorter, and a little longer, than 2 over the largest eigenvalue."""
    T = 80
    for factor, said in ((0.95, "η = 1.9/λmax"), (1.05, "η = 2.1/λmax")):
        grad, x0, closed = _quadratic(rng, np.array([2.0, 3.0, 5.0]))
        eta = factor * 2 / 5.0
        X = solution(grad, x0, eta, T)
        case = f"quadratic, n = 3, {said}"
        _expect_points(X, closed(eta, T), case)
        growth = float(np.linalg.norm(X[T]) / np.linalg.norm(X[T // 2]))
        low, high = (0.0, 1.0) if factor < 1 else (1.0, np.inf)
        expect_in_interval(growth, low, high, what="‖x₈₀‖/‖x₄₀‖", case=case)


def rate(solution, reference, rng):
    """Measure the last ratio at condition 20, with the best step 2/(L + μ) and with 1/L."""
    T = 300
    for eta, want, said in ((2 / 21, 19 / 21, "2/(L + μ)"), (1 / 20, 0.95, "1/L")):
        grad, x0, _ = _quadratic(rng, np.array([1.0, 4.0, 20.0]))
        X = solution(grad, x0, eta, T)
        case = f"quadratic, condition 20, η = {said}"
        expect_shape(X, (T + 1, 3), what=POINTS, case=case)
        ratio = float(np.linalg.norm(X[T]) / np.linalg.norm(X[T - 1]))
        expect_close(ratio, want, tolerance=RATE, what="the last ratio of distances", case=case)


def divergence(solution, reference, rng):
    """Take a step so long that the points leave the range of numbers after a while."""
    n, T, factor = 2, 20, 10.0 ** rng.integers(24, 40)
    x0 = rng.uniform(0.5, 2.0, n)

    def grad(x):
        with np.errstate(all="ignore"):
            return 2.0 * _point(x, n)

    X = solution(grad, x0, factor, T)
    case = f"f = ‖x‖², η = {factor:.0e}, T = {T}"
    expect_shape(X, (T + 1, n), what=POINTS, case=case)
    finite = int(300 / np.log10(2 * factor))
    want = x0 * (1 - 2 * factor) ** np.arange(finite)[:, None]
    for t in range(finite):
        _expect_row(X, t, want[t], case)
    for t in range(finite + 2, T + 1):
        if np.isfinite(X[t]).any():
            observed = f"the point after {t} steps is {X[t][np.isfinite(X[t])][0]:.3g}"
            rule_broken(case, observed, "what grows beyond all numbers is shown as inf or nan")


def purity(solution, reference, rng):
    """Call twice with the same inputs, with steps and without."""
    for T in (5, 0):
        grad, x0, closed = _quadratic(rng, np.geomspace(1.0, 8.0, 3))
        got = expect_pure(solution, grad, x0, 0.1, T, what=POINTS, case=f"n = 3, T = {T}")
        _expect_points(got, closed(0.1, T), f"n = 3, T = {T}")


def calls(solution, reference, rng):
    """Count the gradients."""
    for T in (25, 1, 0):
        grad, x0, closed = _quadratic(rng, np.geomspace(1.0, 8.0, 3))
        _expect_points(solution(grad, x0, 0.1, T), closed(0.1, T), f"n = 3, T = {T}")
        expect_oracle_calls(solution, "grad", T, at_least=T, what="gradients", case=f"T = {T}")


def _expect_points(X, want, case):
    expect_shape(X, want.shape, what=POINTS, case=case)
    for t, row in enumerate(want):
        _expect_row(X, t, row, case)


def _expect_row(X, t, want, case):
    said = "the first point" if t == 0 else f"the point after {t} step{'s' if t > 1 else ''}"
    expect_close(X[t], want, tolerance=STEPS, what=said, case=case)


def _quadratic(rng, eigenvalues):
    """Return the gradient of a quadratic, a start, and the points of gradient descent from it."""
    n = len(eigenvalues)
    Q = np.linalg.qr(rng.standard_normal((n, n)))[0]
    H = (Q * eigenvalues) @ Q.T
    z0 = rng.uniform(0.5, 2.0, n) * rng.choice([-1.0, 1.0], n)

    def closed(eta, T):
        return ((1 - eta * eigenvalues) ** np.arange(T + 1)[:, None] * z0) @ Q.T

    return lambda x: H @ _point(x, n), Q @ z0, closed


def _point(x, n):
    """Return the argument of an oracle as a point, whatever the learner's code handed in."""
    point = np.asarray(x, dtype=np.float64)
    if point.shape != (n,):
        raise ValueError(f"grad takes an array of shape ({n},), not {point.shape}")
    return point
