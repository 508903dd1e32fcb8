"""Checks of the two-loop recursion: correctness, then purity, then cost."""

import numpy as np

from exercises.checking import (
    expect_close,
    expect_descent,
    expect_dtype,
    expect_growth,
    expect_pure,
    size_beyond,
    tolerance_for,
)
from reference.bfgs import bfgs_inverse

DIRECTION = "the direction"
MEMORY_LIMIT_BYTES = 512 * 1024**2


def value(solution, reference, rng):
    """Compare with the matrix that the BFGS updates build, on sizes where it is small."""
    for n, m in ((4, 3), (2, 2), (7, 5), (30, 8)):
        g, S, Y, _ = _quadratic(rng, n, m)
        gamma = S[-1] @ Y[-1] / (Y[-1] @ Y[-1])
        want = -bfgs_inverse(gamma * np.eye(n), zip(S, Y, strict=True)) @ g
        _expect_direction(solution(g, S, Y), want, f"n = {n}, m = {m}")


def empty(solution, reference, rng):
    """Give no pairs at all."""
    for n in (3, 1):
        g, none = rng.standard_normal(n), np.empty((0, n))
        _expect_direction(solution(g, none, none), -g, f"n = {n}, m = 0")


def gamma(solution, reference, rng):
    """Give the initial scale, with pairs and without."""
    for n, m, scale in ((4, 2, 0.3), (6, 3, 2.5), (5, 0, 0.25)):
        g, S, Y, _ = _quadratic(rng, n, m)
        want = -bfgs_inverse(scale * np.eye(n), zip(S, Y, strict=True)) @ g
        got = solution(g, S, Y, gamma=scale)
        _expect_direction(got, want, f"n = {n}, m = {m}, gamma = {scale}")


def curvature(solution, reference, rng):
    """Spoil some pairs: the newest, one in the middle, all of them."""
    n, m = 5, 4
    for spoiled in ((3,), (1,), (2, 3), (0, 1, 2, 3)):
        g, S, Y, _ = _quadratic(rng, n, m)
        for i in spoiled:
            Y[i] = -Y[i]
        case = f"n = {n}, sᵀy < 0 in {len(spoiled)} of {m} pairs"
        _expect_direction(solution(g, S, Y), reference(g, S, Y), case)
    for which in ("y", "s"):
        g, S, Y, _ = _quadratic(rng, n, m)
        (Y if which == "y" else S)[-1] = 0.0
        case = f"n = {n}, the newest {which} is zero"
        _expect_direction(solution(g, S, Y), reference(g, S, Y), case)


def relative_curvature(solution, reference, rng):
    """Give healthy pairs in tiny units, then a pair whose curvature is only rounding."""
    g, S, Y, _ = _quadratic(rng, 5, 3)
    S, Y = 1e-9 * S, 1e-9 * Y
    _expect_direction(solution(g, S, Y), reference(g, S, Y), "n = 5, pairs of length about 1e-9")
    g, S, Y, _ = _quadratic(rng, 5, 3)
    across = Y[-1] - (S[-1] @ Y[-1]) / (S[-1] @ S[-1]) * S[-1]
    S[-1] *= 1e3
    Y[-1] = 1e3 * across / np.linalg.norm(across) + 1e-12 * S[-1]
    case = "n = 5, the newest pair nearly perpendicular"
    _expect_direction(solution(g, S, Y), reference(g, S, Y), case)


def secant(solution, reference, rng):
    """Apply the operator to the newest y; the answer holds for every initial scale."""
    for n, m, scale in ((3, 2, None), (6, 4, None), (6, 4, 0.7), (12, 6, None)):
        _, S, Y, _ = _quadratic(rng, n, m)
        _expect_direction(solution(Y[-1], S, Y, gamma=scale), -S[-1], f"n = {n}, m = {m}, g = y")


def descent(solution, reference, rng):
    """Look at the slope along the direction."""
    for n, m in ((1, 1), (4, 3), (10, 6)):
        g, S, Y, _ = _quadratic(rng, n, m)
        direction, case = solution(g, S, Y), f"n = {n}, m = {m}"
        expect_dtype(direction, np.float64, what=DIRECTION, case=case)
        expect_descent(g, direction, what=DIRECTION, case=case)


def newton(solution, reference, rng):
    """Give n pairs that are conjugate in the Hessian; then H is its inverse."""
    for n in (3, 6):
        A = _hessian(rng, n)
        S = np.linalg.solve(np.linalg.cholesky(A).T, _orthogonal(rng, n)).T
        g = rng.standard_normal(n)
        want = -np.linalg.solve(A, g)
        _expect_direction(solution(g, S, S @ A), want, f"n = {n}, {n} conjugate pairs")


def single_precision(solution, reference, rng):
    """Run in float32; the same rounded inputs in float64 say what is right."""
    for n, m in ((6, 4), (40, 5)):
        wide = _quadratic(rng, n, m)[:3]
        narrow = [array.astype(np.float32) for array in wide]
        got = solution(*narrow)
        want = reference(*[array.astype(np.float64) for array in narrow])
        case = f"float32, n = {n}, m = {m}"
        expect_dtype(got, np.float32, what=DIRECTION, case=case)
        tolerance = tolerance_for(np.float32, "two-loop", size=n)
        expect_close(got, want, tolerance=tolerance, what=DIRECTION, case=case)


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    g, S, Y, _ = _quadratic(rng, 6, 4)
    direction = expect_pure(solution, g, S, Y, what=DIRECTION, case="n = 6, m = 4")
    _expect_direction(direction, reference(g, S, Y), "n = 6, m = 4")


def memory(solution, reference, rng):
    """Use a size where one n × n matrix is four times the memory of the run."""
    n, m = size_beyond(MEMORY_LIMIT_BYTES), 5
    g, S, Y = _diagonal_quadratic(rng, n, m)
    _expect_direction(solution(g, S, Y), reference(g, S, Y), f"n = {n}, m = {m}")


def growth(solution, reference, rng):
    """Time calls with m and with 4m pairs; both take far below a second in any right solution."""

    def arguments(rng, m):
        return _diagonal_quadratic(rng, 500, m)

    def value(got, want, _, S, __):
        _expect_direction(got, want, f"n = 500, m = {len(S)}")

    # Plain Python loops are right too, and stay well below; a doubling with each pair is far above.
    expect_growth(
        solution,
        reference,
        arguments,
        3,
        1,
        expect_value=value,
        rng=rng,
        at_most=150,
        size="m",
        case="m pairs, n = 500",
    )


def _expect_direction(got, want, case):
    expect_dtype(got, np.float64, what=DIRECTION, case=case)
    tolerance = tolerance_for(np.float64, "recursion", size=len(want))
    expect_close(got, want, tolerance=tolerance, what=DIRECTION, case=case)


def _quadratic(rng, n, m):
    """Return a gradient, m pairs of a random quadratic, and its Hessian."""
    A = _hessian(rng, n)
    S = rng.standard_normal((m, n))
    return rng.standard_normal(n), S, S @ A, A


def _diagonal_quadratic(rng, n, m):
    """Return the same without a matrix, for large n."""
    S = rng.standard_normal((m, n))
    return rng.standard_normal(n), S, S * rng.uniform(0.5, 5.0, n)


def _hessian(rng, n):
    Q = _orthogonal(rng, n)
    A = (Q * np.geomspace(0.5, 20.0, n)) @ Q.T
    return (A + A.T) / 2


def _orthogonal(rng, n):
    return np.linalg.qr(rng.standard_normal((n, n)))[0]
