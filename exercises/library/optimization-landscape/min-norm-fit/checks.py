"""Checks of the fits: correctness of both functions, then purity, then memory."""

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_pure,
    expect_raises,
    expect_residual,
    expect_shape,
    expect_solution,
    size_beyond,
)

FIT, LIMIT = "the fit", "the limit"
EXACT = Tolerance(1e-11, "the system is well-conditioned, so only roundings are left over")
DESCENDED = Tolerance(1e-9, "300 steps shrink the error below rounding")
MEMORY_LIMIT_BYTES = 512 << 20


def value(solution, reference, rng):
    """Compare the shortest fit; one example, and as many as parameters, are among the sizes."""
    for n, p in ((3, 8), (1, 5), (4, 4), (10, 60)):
        X, y = _data(rng, n, p)
        case = f"n = {n}, p = {p}"
        expect_solution(solution(X, y), reference(X, y), condition=3.0, what=FIT, case=case)


def interpolates(solution, reference, rng):
    """Put the fit into the equations."""
    for n, p in ((5, 20), (2, 3), (20, 200)):
        X, y = _data(rng, n, p)
        _expect_fit(X, y, solution(X, y), FIT, f"n = {n}, p = {p}")


def shortest(solution, reference, rng):
    """Project the fit on the null space, where it has no part."""
    for n, p in ((2, 6), (6, 30)):
        X, y = _data(rng, n, p)
        got, case = solution(X, y), f"n = {n}, p = {p}"
        expect_shape(got, (p,), what=FIT, case=case)
        across = got - X.T @ np.linalg.solve(X @ X.T, X @ got)
        size = float(np.linalg.norm(got))
        what = "the null-space part of the fit, which must vanish,"
        expect_residual(across, scale=size, tolerance=EXACT, what=what, case=case)


def bias(solution, reference, rng):
    """Start from zero, then elsewhere."""
    limit, wanted = solution.function("gd_implicit_bias"), reference.function("gd_implicit_bias")
    for n, p in ((3, 8), (1, 4), (4, 4)):
        X, y = _data(rng, n, p)
        for named, w0 in (("w0 random", 3 * rng.standard_normal(p)), ("w0 = 0", np.zeros(p))):
            case = f"n = {n}, p = {p}, {named}"
            got, want = limit(X, y, w0), wanted(X, y, w0)
            expect_solution(got, want, condition=3.0, what=LIMIT, case=case)


def limit(solution, reference, rng):
    """Run gradient descent to its end."""
    X, y = _data(rng, 4, 12)
    w0 = 2 * rng.standard_normal(12)
    w = w0.copy()
    for _ in range(300):
        w -= 0.25 * X.T @ (X @ w - y)
    got = solution.function("gd_implicit_bias")(X, y, w0)
    case = "n = 4, p = 12, after 300 steps"
    expect_close(got, w, tolerance=DESCENDED, what=LIMIT, case=case)


def stays(solution, reference, rng):
    """Start at a fit: there the gradient is zero."""
    X, _ = _data(rng, 3, 9)
    w0 = rng.standard_normal(9)
    got = solution.function("gd_implicit_bias")(X, X @ w0, w0)
    case = "n = 3, p = 9, w0 fits already"
    expect_solution(got, w0, condition=3.0, what=LIMIT, case=case)


def refused(solution, reference, rng):
    """Give more examples than parameters to both functions."""
    X, y = rng.standard_normal((5, 3)), rng.standard_normal(5)
    case = "n = 5, p = 3"
    expect_raises(solution.call(X, y), ValueError, case=case)
    outcome = solution.function("gd_implicit_bias").call(X, y, np.ones(3))
    expect_raises(outcome, ValueError, case=f"{case}, gradient descent")


def purity(solution, reference, rng):
    """Call each function twice with the same data, and look at what the calls left behind."""
    X, y = _data(rng, 3, 7)
    got = expect_pure(solution, X, y, what=FIT, case="n = 3, p = 7")
    _expect_fit(X, y, got, FIT, "n = 3, p = 7")
    w0 = rng.standard_normal(7)
    got = expect_pure(solution.function("gd_implicit_bias"), X, y, w0, what=LIMIT)
    _expect_fit(X, y, got, LIMIT, "n = 3, p = 7")


def memory(solution, reference, rng):
    """Take so many parameters that a p × p array is four times the memory limit."""
    n, p = 8, size_beyond(MEMORY_LIMIT_BYTES)
    X, y = rng.standard_normal((n, p)), rng.standard_normal(n)
    case = f"n = {n}, p = {p}"
    expect_solution(solution(X, y), reference(X, y), condition=3.0, what=FIT, case=case)
    w0 = rng.standard_normal(p)
    got = solution.function("gd_implicit_bias")(X, y, w0)
    want = reference.function("gd_implicit_bias")(X, y, w0)
    expect_solution(got, want, condition=3.0, what=LIMIT, case=case)


def _expect_fit(X, y, got, what, case):
    expect_shape(got, X.shape[1:], what=what, case=case)
    scale = np.linalg.norm(X, 2) * float(np.linalg.norm(got)) + np.linalg.norm(y)
    what = f"{what}, put into Xw = y,"
    expect_residual(X @ got - y, scale=scale, tolerance=EXACT, what=what, case=case)


def _data(rng, n, p):
    """Return examples with singular values between 1 and 2, and targets of size 1."""
    left = np.linalg.qr(rng.standard_normal((n, n)))[0]
    right = np.linalg.qr(rng.standard_normal((p, n)))[0]
    y = rng.standard_normal(n)
    return left * np.linspace(1, 2, n) @ right.T, y / np.linalg.norm(y)
