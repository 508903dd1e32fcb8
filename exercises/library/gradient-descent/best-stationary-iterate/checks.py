"""Checks of the best stationary iterate: correctness, then purity, then cost."""

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_equal,
    expect_oracle_calls,
    expect_pure,
    expect_raises,
    expect_scalar,
    expect_tuple,
    rule_broken,
    tolerance_for,
)

LIPSCHITZ = 3.0
SAME_POINT = Tolerance(1e-9, "the gradient is evaluated again at the point you returned")


def value(solution, reference, rng):
    """Run on a nonconvex function whose gradient grows before it shrinks."""
    for n, T in ((3, 12), (1, 1), (2, 2), (6, 20)):
        _, grad = _hills(rng, n)
        _expect_best(
            solution, reference, (grad, rng.uniform(1, 3, n), 1 / LIPSCHITZ, T), f"n = {n}"
        )


def rises(solution, reference, rng):
    """Use a step too long for one mode of a quadratic: the best iterate comes early."""
    for n in (2, 4):
        Q, H = _orthogonal(rng, n), np.linspace(1.0, 3.0, n)
        grad = _guarded(lambda x, Q=Q, H=H: Q.T @ (H * (Q @ x)), n)
        x0 = Q.T @ np.append(rng.uniform(4, 8, n - 1), 0.05)
        _expect_best(solution, reference, (grad, x0, 0.75, 15), f"n = {n}, a step beyond 2/L")


def ties(solution, reference, rng):
    """Use a gradient of constant length."""
    for n, T in ((1, 6), (2, 5)):
        slopes = rng.integers(1, 5, n).astype(float)
        grad = _guarded(lambda x, slopes=slopes: slopes * np.where(x < 0, -1.0, 1.0), n)
        arguments = (grad, np.full(n, 0.25), 0.5, T)
        _expect_best(solution, reference, arguments, f"n = {n}, all gradients of one length")


def refuses(solution, reference, rng):
    """Ask for the best of none."""
    for T in (0, -2):
        outcome = solution.call(_hills(rng, 2)[1], rng.uniform(1, 3, 2), 0.3, T)
        expect_raises(outcome, ValueError, what="the call", case=f"T = {T}")


def later(solution, reference, rng):
    """Start far out, where the gradient is small, and go on until it is smaller than that."""
    for n in (1, 3):
        _, grad = _hills(rng, n)
        arguments = (grad, rng.uniform(6, 8, n), 1 / LIPSCHITZ, 120)
        _expect_best(solution, reference, arguments, f"n = {n}, a start far out")


def units(solution, reference, rng):
    """Multiply f by c and the step by 1/c: the iterates are the same."""
    for c in (1e-14, 1e14):
        _, grad = _hills(rng, 3)
        scaled = _guarded(lambda x, grad=grad, c=c: c * grad(x), 3)
        # Near the minimum the gradient falls at every step, so that the best iterate is the last.
        arguments = (scaled, rng.uniform(0.2, 0.5, 3), 1 / (c * LIPSCHITZ), 12)
        _expect_best(solution, reference, arguments, f"n = 3, f multiplied by {c:g}")


def certificate(solution, reference, rng):
    """Evaluate the gradient at the point that was returned, and hold it to the bound."""
    for n, T in ((2, 5), (5, 40)):
        f, grad = _hills(rng, n)
        x0, case = rng.uniform(1, 4, n), f"n = {n}, T = {T}"
        got = solution(grad, x0, 1 / LIPSCHITZ, T)
        xbest, gmin, _ = _parts(got, case)
        again = grad(xbest)
        expect_close(gmin, again @ again, tolerance=SAME_POINT, what="gmin", case=case)
        if not gmin <= 2 * LIPSCHITZ * f(x0) / T:
            rule_broken(case, f"gmin is {gmin:.3g}", "with step 1/L the bound (1) holds")


def diverges(solution, reference, rng):
    """Let the iterates overflow."""
    for power in (3, 5):
        grad = _guarded(lambda x, power=power: x**power, 1)
        arguments = (grad, rng.uniform(2, 3, 1), 1.0, 12)
        _expect_best(solution, reference, arguments, "n = 1, iterates that overflow")


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    _, grad = _hills(rng, 3)
    arguments = (grad, rng.uniform(1, 3, 3), 1 / LIPSCHITZ, 9)
    got = expect_pure(solution, *arguments, what="the result", case="n = 3")
    _compare(got, reference(*arguments), "n = 3")


def calls(solution, reference, rng):
    """Count the gradients."""
    for T in (1, 10):
        _, grad = _hills(rng, 2)
        arguments = (grad, rng.uniform(1, 3, 2), 1 / LIPSCHITZ, T)
        _compare(solution(*arguments), reference(*arguments), f"n = 2, T = {T}")
        expect_oracle_calls(solution, "grad", T, what="gradients", case=f"T = {T}")


def _expect_best(solution, reference, arguments, case):
    case = f"{case}, T = {arguments[-1]}"
    _compare(solution(*arguments), reference(*arguments), case)


def _compare(got, want, case):
    xbest, gmin, tbest = _parts(got, case)
    expect_equal(tbest, want[2], what="tbest", case=case)
    tolerance = tolerance_for(np.float64, "recursion", size=len(want[0]))
    expect_close(xbest, want[0], tolerance=tolerance, what="xbest", case=case)
    expect_close(gmin, want[1], tolerance=tolerance, what="gmin", case=case)


def _parts(got, case):
    xbest, gmin, tbest = expect_tuple(got, ("xbest", "gmin", "tbest"), case=case)
    return xbest, expect_scalar(gmin, what="gmin", case=case), tbest


def _hills(rng, n):
    """Return f = Σ wᵢ log(1 + zᵢ²) of rotated variables, which is 3-smooth, and its gradient."""
    Q, weights = _orthogonal(rng, n), rng.uniform(0.5, 1.0, n)

    def grad(x):
        z = Q @ x
        return Q.T @ (2 * weights * z / (1 + z * z))

    return lambda x: float(weights @ np.log1p((Q @ x) ** 2)), _guarded(grad, n)


def _guarded(grad, n):
    """Return a gradient that tells the learner what it takes, and lets overflow pass in silence."""

    def guarded(x):
        point = np.asarray(x, dtype=np.float64)
        if point.shape != (n,):
            raise ValueError(f"grad takes a point of shape ({n},), not {point.shape}")
        with np.errstate(all="ignore"):
            return np.asarray(grad(point), dtype=np.float64)

    return guarded


def _orthogonal(rng, n):
    return np.linalg.qr(rng.standard_normal((n, n)))[0]
