"""Checks of linear regression by gradient descent: correctness, then purity, then cost."""

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_digits,
    expect_dtype,
    expect_equal,
    expect_finite,
    expect_pure,
    expect_residual,
    expect_shape,
    size_beyond,
    tolerance_for,
)

ITERATE = "the iterate"
MEMORY_LIMIT_BYTES = 512 * 1024**2
CONVERGED = Tolerance(1e-10, "after so many steps only rounding is left")

# J. W. Longley, An Appraisal of Least Squares Programs, JASA 62 (1967), and the values that NIST
# certifies for it (Statistical Reference Datasets, linear regression); both are public domain.
# Columns: employed, deflator, national product, unemployed, armed forces, population, year.
LONGLEY = np.array(
    [
        [60323, 83.0, 234289, 2356, 1590, 107608, 1947],
        [61122, 88.5, 259426, 2325, 1456, 108632, 1948],
        [60171, 88.2, 258054, 3682, 1616, 109773, 1949],
        [61187, 89.5, 284599, 3351, 1650, 110929, 1950],
        [63221, 96.2, 328975, 2099, 3099, 112075, 1951],
        [63639, 98.1, 346999, 1932, 3594, 113270, 1952],
        [64989, 99.0, 365385, 1870, 3547, 115094, 1953],
        [63761, 100.0, 363112, 3578, 3350, 116219, 1954],
        [66019, 101.2, 397469, 2904, 3048, 117388, 1955],
        [67857, 104.6, 419180, 2822, 2857, 118734, 1956],
        [68169, 108.4, 442769, 2936, 2798, 120445, 1957],
        [66513, 110.8, 444546, 4681, 2637, 121950, 1958],
        [68655, 112.6, 482704, 3813, 2552, 123366, 1959],
        [69564, 114.2, 502601, 3931, 2514, 125368, 1960],
        [69331, 115.7, 518173, 4806, 2572, 127852, 1961],
        [70551, 116.9, 554894, 4007, 2827, 130081, 1962],
    ]
)
CERTIFIED = np.array(
    [
        -3482258.63459582,
        15.0618722713733,
        -0.358191792925910e-01,
        -2.02022980381683,
        -1.03322686717359,
        -0.511041056535807e-01,
        1829.15146461355,
    ]
)


def value(solution, reference, rng):
    """Compare iterates long before they have converged."""
    for n, p, steps in ((8, 3, 5), (5, 2, 1), (20, 1, 12), (1, 2, 4), (5, 7, 6)):
        X, y, w0 = rng.standard_normal((n, p)), rng.standard_normal(n), rng.standard_normal(p + 1)
        eta = rng.uniform(0.2, 0.9) / _largest_curvature(X)
        case = f"n = {n}, p = {p}, T = {steps}"
        _expect_iterate(solution(X, y, eta, steps, w0), reference(X, y, eta, steps, w0), case)


def no_steps(solution, reference, rng):
    """Ask for no step at all: nothing is computed, so nothing may be rounded."""
    for n, p in ((4, 2), (1, 1)):
        X, y, w0 = rng.standard_normal((n, p)), rng.standard_normal(n), rng.standard_normal(p + 1)
        expect_equal(solution(X, y, 0.1, 0, w0), w0, what=ITERATE, case=f"n = {n}, p = {p}, T = 0")


def solution_reached(solution, reference, rng):
    """Run on well-conditioned data until the error is below rounding."""
    for n, p in ((10, 3), (30, 6)):
        X, y = _well_conditioned(rng, n, p), 3.0 + rng.standard_normal(n)
        got = solution(X, y, 1.0, 70, rng.standard_normal(p + 1))
        want = np.linalg.lstsq(_with_ones(X), y, rcond=None)[0]
        case = f"n = {n}, p = {p}, T = 70"
        _expect_form(got, p, case)
        expect_close(got, want, tolerance=CONVERGED, what=ITERATE, case=case)


def residual(solution, reference, rng):
    """Give targets far from 0; at the solution no column can explain more of the residual."""
    n, p = 12, 4
    X, y = _well_conditioned(rng, n, p), 50.0 + rng.standard_normal(n)
    got, case = solution(X, y, 1.0, 70, np.zeros(p + 1)), f"n = {n}, targets near 50, T = 70"
    _expect_form(got, p, case)
    expect_finite(got, what=ITERATE, case=case)
    left = y - got[0] - X @ got[1:]
    size = np.linalg.norm(y)
    what = "the mean of the residual"
    expect_residual(left.mean(), scale=size, tolerance=CONVERGED, what=what, case=case)
    what = "the product of the columns with the residual"
    scale = size * np.linalg.norm(X, 2)
    expect_residual(X.T @ left, scale=scale, tolerance=CONVERGED, what=what, case=case)


def rows_twice(solution, reference, rng):
    """Repeat every observation: the mean, and so each iterate, stays what it was."""
    for n, p, times in ((6, 2, 2), (4, 3, 5)):
        X, y, w0 = rng.standard_normal((n, p)), rng.standard_normal(n), rng.standard_normal(p + 1)
        eta = 0.02 / _largest_curvature(X)
        got = solution(np.tile(X, (times, 1)), np.tile(y, times), eta, 5, w0)
        case = f"n = {n}, each observation {times} times, T = 5"
        _expect_iterate(got, reference(X, y, eta, 5, w0), case)


def least_norm(solution, reference, rng):
    """Give more unknowns than observations: what no observation sees must stay as at the start."""
    n, p = 4, 9
    rows = np.sqrt(n) * np.linalg.qr(rng.standard_normal((p, n)))[0].T
    for named, w0 in (("0", np.zeros(p + 1)), ("a random point", rng.standard_normal(p + 1))):
        y = rng.standard_normal(n)
        A = _with_ones(rows)
        want = w0 + np.linalg.pinv(A) @ (y - A @ w0)
        got, case = solution(rows, y, 0.6, 70, w0), f"n = {n}, p = {p}, T = 70 from {named}"
        _expect_form(got, p, case)
        expect_close(got, want, tolerance=CONVERGED, what=ITERATE, case=case)


def longley(solution, reference, rng):
    """Change the variables of Longley's data so that descent converges, and change back.

    The raw columns have a condition number of 5e9. Centred and made orthogonal by a QR
    factorisation they have one of 1, and half the error is left after each step.
    """
    y, raw = LONGLEY[:, 0], LONGLEY[:, 1:]
    mean = raw.mean(axis=0)
    Q, R = np.linalg.qr(raw - mean)
    n, p = raw.shape
    got = solution(np.sqrt(n) * Q, y, 0.5, 70, rng.standard_normal(p + 1))
    case = "Longley's data, columns made orthogonal, T = 70"
    _expect_form(got, p, case)
    expect_finite(got, what=ITERATE, case=case)
    slopes = np.linalg.solve(R / np.sqrt(n), got[1:])
    coefficients = np.append(got[0] - mean @ slopes, slopes)
    what = "the coefficients, changed back,"
    expect_digits(coefficients, CERTIFIED, 9, what=what, case=case)


def purity(solution, reference, rng):
    """Call twice with the same inputs, with and without steps."""
    X, y, w0 = rng.standard_normal((6, 3)), rng.standard_normal(6), rng.standard_normal(4)
    for steps in (3, 0):
        case = f"n = 6, p = 3, T = {steps}"
        got = expect_pure(solution, X, y, 0.1, steps, w0, what=ITERATE, case=case)
        _expect_iterate(got, reference(X, y, 0.1, steps, w0), case)


def memory(solution, reference, rng):
    """Use a p where one p × p matrix is four times the memory of the run."""
    n, p = 3, size_beyond(MEMORY_LIMIT_BYTES)
    X, y, w0 = rng.standard_normal((n, p)), rng.standard_normal(n), np.zeros(p + 1)
    eta = 1.0 / p
    _expect_iterate(solution(X, y, eta, 3, w0), reference(X, y, eta, 3, w0), f"n = {n}, p = {p}")


def _expect_iterate(got, want, case):
    expect_dtype(got, np.float64, what=ITERATE, case=case)
    tolerance = tolerance_for(np.float64, "recursion", size=len(want))
    expect_close(got, want, tolerance=tolerance, what=ITERATE, case=case)


def _expect_form(got, p, case):
    expect_shape(got, (p + 1,), what=ITERATE, case=case)
    expect_dtype(got, np.float64, what=ITERATE, case=case)


def _with_ones(X):
    return np.column_stack([np.ones(len(X)), X])


def _largest_curvature(X):
    return np.linalg.norm(_with_ones(X), 2) ** 2 / len(X)


def _well_conditioned(rng, n, p):
    """Return columns of mean 0 whose curvatures lie between 0.5 and 1.4."""
    centred = rng.standard_normal((n, p))
    Q = np.linalg.qr(centred - centred.mean(axis=0))[0]
    turn = np.linalg.qr(rng.standard_normal((p, p)))[0]
    return np.sqrt(n) * (Q * rng.uniform(0.71, 1.18, p)) @ turn
