"""Checks of the Gauss-Newton step: its value, ill-conditioned and published data, then purity."""

import numpy as np

from exercises.checking import (
    expect_digits,
    expect_dtype,
    expect_finite,
    expect_pure,
    expect_residual,
    expect_shape,
    expect_solution,
    rule_broken,
    tolerance_for,
    wide,
)

STEP = "the step"

# Longley (1967): price deflator, GNP, unemployed, armed forces, population, year; employed.
LONGLEY = np.array(
    [
        [83.0, 234289, 2356, 1590, 107608, 1947, 60323],
        [88.5, 259426, 2325, 1456, 108632, 1948, 61122],
        [88.2, 258054, 3682, 1616, 109773, 1949, 60171],
        [89.5, 284599, 3351, 1650, 110929, 1950, 61187],
        [96.2, 328975, 2099, 3099, 112075, 1951, 63221],
        [98.1, 346999, 1932, 3594, 113270, 1952, 63639],
        [99.0, 365385, 1870, 3547, 115094, 1953, 64989],
        [100.0, 363112, 3578, 3350, 116219, 1954, 63761],
        [101.2, 397469, 2904, 3048, 117388, 1955, 66019],
        [104.6, 419180, 2822, 2857, 118734, 1956, 67857],
        [108.4, 442769, 2936, 2798, 120445, 1957, 68169],
        [110.8, 444546, 4681, 2637, 121950, 1958, 66513],
        [112.6, 482704, 3813, 2552, 123366, 1959, 68655],
        [114.2, 502601, 3931, 2514, 125368, 1960, 69564],
        [115.7, 518173, 4806, 2572, 127852, 1961, 69331],
        [116.9, 554894, 4007, 2827, 130081, 1962, 70551],
    ]
)
# Certified by NIST, as is what Misra1a should give.
LONGLEY_FIT = np.array(
    [
        -3482258.63459582,
        15.0618722713733,
        -0.0358191792925910,
        -2.02022980381683,
        -1.03322686717359,
        -0.0511041056535807,
        1829.15146461355,
    ]
)
MISRA_X = np.array([77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8])
MISRA_X = np.append(MISRA_X, [593.1, 689.1, 760.0])
MISRA_Y = np.array([10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01])
MISRA_Y = np.append(MISRA_Y, [66.40, 75.47, 81.78])
MISRA_START, MISRA_FIT = np.array([250.0, 5e-4]), np.array([238.94212918, 5.5015643181e-4])


def value(solution, reference, rng):
    """Compare on well-conditioned problems, tall and square."""
    for m, n in ((7, 3), (3, 3), (5, 1), (40, 8)):
        J, r = _jacobian(rng, m, n, condition=20), rng.standard_normal(m)
        _expect_step(solution(J, r), reference(J, r), f"m = {m}, n = {n}")


def zero_residual(solution, reference, rng):
    """Give residuals that are all zero: the fit is perfect."""
    for m, n in ((5, 2), (3, 3)):
        case = f"m = {m}, n = {n}, r = 0"
        got = solution(_jacobian(rng, m, n, condition=20), np.zeros(m))
        expect_shape(got, (n,), what=STEP, case=case)
        if not (wide(got) == 0).all():
            rule_broken(case, f"{STEP} is {wide(got)}", "it is exactly 0 in every entry")


def rank_deficient(solution, reference, rng):
    """Add a column that is no news, then one of zeros; then give fewer rows than columns."""
    J, r = _jacobian(rng, 8, 3, condition=5), rng.standard_normal(8)
    for named, columns in (
        ("the last column the sum of two", np.column_stack([J, J[:, 0] + J[:, 1]])),
        ("a column of zeros", np.column_stack([J, np.zeros(8)])),
    ):
        case = f"m = 8, n = 4, {named}"
        _expect_step(solution(columns, r), reference(columns, r), case)
    wide_J, r = _jacobian(rng, 5, 3, condition=5).T.copy(), rng.standard_normal(3)
    _expect_step(solution(wide_J, r), reference(wide_J, r), "m = 3, n = 5")


def optimality(solution, reference, rng):
    """Multiply what the step leaves of the residual by Jᵀ: it should be zero."""
    for m, n in ((6, 2), (30, 6)):
        J, r = _jacobian(rng, m, n, condition=1e3), rng.standard_normal(m)
        case, p = f"m = {m}, n = {n}", solution(J, r)
        expect_shape(p, (n,), what=STEP, case=case)
        expect_finite(p, what=STEP, case=case)
        scale = np.linalg.norm(J, 2) * (np.linalg.norm(J @ wide(p)) + np.linalg.norm(r))
        expect_residual(
            J.T @ (J @ wide(p) + r),
            scale=scale,
            tolerance=tolerance_for(np.float64, "recursion", size=m),
            what="the step, put into Jᵀ(Jp + r) = 0,",
            case=case,
        )


def accuracy(solution, reference, rng):
    """Give a problem that a known step solves exactly, at a condition number of 1e9."""
    for m, n in ((30, 5), (12, 12)):
        J, p = _jacobian(rng, m, n, condition=1e9), rng.standard_normal(n)
        got, case = solution(J, -J @ p), f"m = {m}, n = {n}, condition number 1e9"
        expect_solution(got, p, condition=1e9, what=STEP, case=case)


def longley(solution, reference, rng):
    """Fit Longley's data: linear, so that one step from zero gives the certified coefficients."""
    X, y = np.column_stack([np.ones(16), LONGLEY[:, :6]]), LONGLEY[:, 6]
    expect_digits(solution(X, -y), LONGLEY_FIT, 9, what="the coefficients", case="Longley")


def misra(solution, reference, rng):
    """Iterate the step on y = b₁(1 − exp(−b₂x)) from NIST's second start."""
    b = MISRA_START
    for count in range(10):
        decay = np.exp(-b[1] * MISRA_X)
        J = np.column_stack([1 - decay, b[0] * MISRA_X * decay])
        step, case = solution(J, b[0] * (1 - decay) - MISRA_Y), f"Misra1a, step {count + 1}"
        expect_shape(step, (2,), what=STEP, case=case)
        expect_finite(step, what=STEP, case=case)
        b = b + wide(step)
        if not (np.abs(b) < [1e4, 1e-1]).all():
            observed = f"the parameters are at {b[0]:.3g} and {b[1]:.3g}"
            rule_broken(case, observed, "from this start Gauss-Newton stays near and converges")
    expect_digits(b, MISRA_FIT, 7, what="the parameters after 10 steps", case="Misra1a")


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    J, r = _jacobian(rng, 6, 3, condition=20), rng.standard_normal(6)
    got = expect_pure(solution, J, r, what=STEP, case="m = 6, n = 3")
    _expect_step(got, reference(J, r), "m = 6, n = 3")


def _expect_step(got, want, case):
    expect_dtype(got, np.float64, what=STEP, case=case)
    expect_solution(got, want, condition=20, what=STEP, case=case)


def _jacobian(rng, m, n, *, condition):
    U = np.linalg.qr(rng.standard_normal((m, n)))[0]
    V = np.linalg.qr(rng.standard_normal((n, n)))[0]
    return 3 * (U * np.geomspace(1, 1 / condition, n)) @ V.T
