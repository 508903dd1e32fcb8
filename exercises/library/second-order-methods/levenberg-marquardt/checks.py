"""Checks of Levenberg–Marquardt: the step, the fits that NIST certifies, then purity and cost.

Two right fits damp differently, so no iterates are compared, only where they end.
"""

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_decreasing,
    expect_digits,
    expect_dtype,
    expect_oracle_calls,
    expect_pure,
    expect_raises,
    expect_shape,
    expect_tuple,
    rule_broken,
)

STEP, PARAMETERS = "the step", "the parameters"
SOLVED = Tolerance(1e-9, "the condition number is a few hundred")
LIMIT = Tolerance(1e-5, "JᵀJ is small beside μD², but not zero")
STABLE = Tolerance(1e-5, "the condition number times the rounding, and a thousand times more")
SAME_PATH = Tolerance(1e-6, "powers of two round nothing; a step solved otherwise rounds a little")
DIGITS = 6


def _numbers(text):
    return np.array(text.split(), dtype=np.float64)


def _saturation(b, x):
    decay = np.exp(-b[1] * x)
    return b[0] * (1 - decay), [1 - decay, b[0] * x * decay]


def _logistic(b, x):
    growth = np.exp(b[1] - b[2] * x)
    value = b[0] / (1 + growth)
    slope = -value * growth / (1 + growth)
    return value, [1 / (1 + growth), slope, -x * slope]


def _quotient(b, x):
    above, below = x**2 + x * b[1], x**2 + x * b[2] + b[3]
    value = b[0] * above / below
    return value, [above / below, b[0] * x / below, -value * x / below, -value / below]


def _growth(b, x):
    grown = np.exp(b[1] / (x + b[2]))
    value = b[0] * grown
    return value, [grown, value / (x + b[2]), -value * b[1] / (x + b[2]) ** 2]


# NIST's Statistical Reference Datasets for nonlinear regression: model, x, y, far and near start,
# certified parameters and their standard deviations. In the public domain.
SETS = {
    "Misra1a": (
        _saturation,
        "77.6 114.9 141.1 190.8 239.9 289 332.8 378.4 434.8 477.3 536.8 593.1 689.1 760",
        "10.07 14.73 17.94 23.93 29.61 35.18 40.02 44.82 50.76 55.05 61.01 66.4 75.47 81.78",
        ("500 1e-4", "250 5e-4"),
        "238.94212918 5.5015643181e-4",
        "2.7070075241 7.2668688436e-6",
    ),
    "Rat42": (
        _logistic,
        "9 14 21 28 42 57 63 70 79",
        "8.93 10.8 18.59 22.33 39.35 56.11 61.73 64.62 67.08",
        ("100 1 0.1", "75 2.5 0.07"),
        "72.462237576 2.6180768402 0.067359200066",
        "1.7340283401 0.088295217536 0.0034465663377",
    ),
    "MGH09": (
        _quotient,
        "4 2 1 0.5 0.25 0.167 0.125 0.1 0.0833 0.0714 0.0625",
        "0.1957 0.1947 0.1735 0.16 0.0844 0.0627 0.0456 0.0342 0.0323 0.0235 0.0246",
        ("25 39 41.5 39", "0.25 0.39 0.415 0.39"),
        "0.19280693458 0.19128232873 0.12305650693 0.13606233068",
        "0.011435312227 0.19633220911 0.080842031232 0.090025542308",
    ),
    "MGH10": (
        _growth,
        "50 55 60 65 70 75 80 85 90 95 100 105 110 115 120 125",
        "34780 28610 23650 19630 16370 13720 11540 9744 8261 7030 6005 5147 4427 3820 3307 2872",
        ("2 400000 25000", "0.02 4000 250"),
        "0.005609636471 6181.3463463 345.22363462",
        "1.5687892471e-4 23.309021107 0.78486103508",
    ),
}


def value(solution, reference, rng):
    """Compare steps on well-conditioned Jacobians of several shapes."""
    for m, n, mu in ((4, 2, 1.0), (6, 3, 0.1), (1, 1, 5.0), (5, 5, 0.02), (3, 4, 2.0), (8, 3, 0.0)):
        J, r, D = _problem(rng, m, n)
        _expect_step(solution(J, r, mu, D), reference(J, r, mu, D), SOLVED, f"{m} × {n}, μ = {mu}")


def refuses(solution, reference, rng):
    """Give a damping below zero, then columns that nothing tells apart."""
    J, r, D = _problem(rng, 4, 2)
    for mu in (-1.0, float("nan")):
        expect_raises(solution.call(J, r, mu, D), ValueError, what="the step", case=f"mu = {mu}")
    twice = np.repeat(J[:, :1], 2, axis=1)
    for named, matrix in (("equal columns", twice), ("a column of zeros", J * [1.0, 0.0])):
        outcome = solution.call(matrix, r, 0.0, D)
        expect_raises(outcome, np.linalg.LinAlgError, what="the step", case=f"mu = 0, {named}")


def certified(solution, reference, rng):
    """Fit three of NIST's data sets from the start that is near."""
    for name in ("Misra1a", "Rat42", "MGH09"):
        _expect_certified(solution, name, 1)


def history(solution, reference, rng):
    """Look at the sums of squares on the way."""
    for name, start in (("Rat42", 0), ("Misra1a", 0)):
        res, jac, starts, _, _ = _set(name)
        b, _, sums, _ = _fit(solution, res, jac, starts[start], case=name)
        for entry, at, where in ((0, starts[start], "the start"), (-1, b, "b")):
            want = float(np.sum(res(at) ** 2))
            what = f"the history's entry at {where}"
            expect_close(float(sums[entry]), want, tolerance=SOLVED, what=what, case=name)
        expect_decreasing(sums, what="the sum of squares", case=name)


def budget(solution, reference, rng):
    """Allow fewer trials than any fit from there takes."""
    for name, maxit in (("MGH09", 2), ("Misra1a", 1)):
        res, jac, starts, _, _ = _set(name)
        case = f"{name}, maxit = {maxit}"
        _, _, sums, converged = _fit(solution, res, jac, starts[0], 1e-12, maxit, case=case)
        if converged is not False:
            rule_broken(case, f"converged is {converged!r}", "it is False: the trials ran out")
        if len(sums) > maxit + 1:
            rule_broken(case, f"the history has {len(sums)} entries", f"{maxit} trials at most")


def damping(solution, reference, rng):
    """Raise μ step by step, up to where only scaled steepest descent is left."""
    for m, n in ((5, 3), (2, 4)):
        J, r, D = _problem(rng, m, n)
        lengths = [np.linalg.norm(D * solution(J, r, mu, D)) for mu in (0.01, 0.1, 1, 10, 1e3)]
        if not np.all(np.diff(lengths) < 0):
            rule_broken(f"{m} × {n}", "‖Dp‖ does not fall as μ rises", "it falls strictly")
        scale = np.linalg.norm(J / D) ** 2
        got = solution(J, r, 1e7 * scale, D) * 1e7 * scale
        case = f"{m} × {n}, μ large"
        expect_close(got, -J.T @ r / D**2, tolerance=LIMIT, what="μ·p", case=case)


def invariance(solution, reference, rng):
    """Measure the parameters in other units: p has to follow them."""
    for m, n in ((5, 3), (6, 2)):
        (J, r, D), c = _problem(rng, m, n), 10.0 ** rng.uniform(-3, 3, n)
        case = f"{m} × {n}, other units"
        _expect_step(solution(J / c, r, 0.5, D / c) / c, reference(J, r, 0.5, D), SOLVED, case)


def accuracy(solution, reference, rng):
    """Take a Jacobian with a condition number of 1e8 and residuals that a known step removes."""
    for m, n in ((30, 5), (12, 8)):
        U = np.linalg.qr(rng.standard_normal((m, n)))[0]
        V = np.linalg.qr(rng.standard_normal((n, n)))[0]
        J, p = (U * np.geomspace(1.0, 1e-8, n)) @ V.T, rng.standard_normal(n)
        case = f"{m} × {n}, condition number 1e8, μ = 1e-24"
        _expect_step(solution(J, -J @ p, 1e-24, np.ones(n)), p, STABLE, case)


def units(solution, reference, rng):
    """Fit twice, with parameters in units that differ by powers of two: one path in both."""
    for name, powers in (("Misra1a", (-20, 30)), ("Rat42", (10, -15, 25))):
        res, jac, starts, _, _ = _set(name)
        c = 2.0 ** np.array(powers)
        _, _, plain, _ = _fit(solution, res, jac, starts[1], case=name)
        case = f"{name}, other units"
        _, _, scaled, _ = _fit(solution, *_in_units(res, jac, c), starts[1] * c, case=case)
        what = "the history's first entries, compared with those in the first units"
        expect_close(scaled[:4], plain[:4], tolerance=SAME_PATH, what=what, case=case)


def far(solution, reference, rng):
    """Fit from the start that is far, and the set whose parameters differ by a factor of 1e6."""
    for name, start in (("Misra1a", 0), ("Rat42", 0), ("MGH10", 1)):
        _expect_certified(solution, name, start)


def deviations(solution, reference, rng):
    """Compare the roots of the covariance's diagonal; then leave no degree of freedom."""
    for name in ("Misra1a", "Rat42", "MGH09"):
        res, jac, starts, _, wanted = _set(name)
        _, cov, _, _ = _fit(solution, res, jac, starts[1], case=name)
        roots = np.sqrt(np.abs(np.diagonal(cov)))
        expect_digits(roots, wanted, DIGITS, what="the standard deviations", case=name)
    case = "m = n = 2"
    _, cov, _, _ = _fit(solution, lambda b: b - 3.0, lambda b: np.eye(2), np.zeros(2), case=case)
    if not np.isnan(cov).all():
        rule_broken(case, "the covariance holds numbers", "nan: no residual is left to tell")


def domain(solution, reference, rng):
    """Solve log b = 0 from 8, where the first step leads below zero; then start below zero."""

    def res(b):
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.log(_point(b, 1))

    def jac(b):
        return np.diag(1 / _point(b, 1))

    case = "r(b) = log b from 8"
    b, _, _, _ = _fit(solution, res, jac, np.array([8.0]), case=case)
    expect_close(
        b, np.ones(1), tolerance=Tolerance(1e-6, "b is certain to 1e-9"), what=PARAMETERS, case=case
    )
    outcome = solution.function("lm").call(res, jac, np.array([-1.0]))
    expect_raises(outcome, ValueError, what="the fit", case="r(b) = log b from -1")


def purity(solution, reference, rng):
    """Call both twice with the same inputs, and look at what the calls left behind."""
    J, r, D = _problem(rng, 5, 3)
    step = expect_pure(solution, J, r, 0.3, D, what=STEP, case="5 × 3")
    _expect_step(step, reference(J, r, 0.3, D), SOLVED, "5 × 3")
    res, jac, starts, wanted, _ = _set("Rat42")
    fit = solution.function("lm")
    got = expect_pure(fit, res, jac, starts[1], what="the fit", case="Rat42")
    expect_digits(got[0], wanted, DIGITS, what=PARAMETERS, case="Rat42")


def calls(solution, reference, rng):
    """Count Jacobians: one at the start, one for each accepted step."""
    for name, start in (("MGH09", 1), ("Rat42", 0)):
        res, jac, starts, wanted, _ = _set(name)
        fit = solution.function("lm")
        b, _, sums, _ = _fit(solution, res, jac, starts[start], case=name, fit=fit)
        expect_digits(b, wanted, DIGITS, what=PARAMETERS, case=name)
        expect_oracle_calls(fit, "jac", len(sums), at_least=2, what="Jacobians", case=name)


def _expect_step(got, want, tolerance, case):
    expect_dtype(got, np.float64, what=STEP, case=case)
    expect_close(got, want, tolerance=tolerance, what=STEP, case=case)


def _expect_certified(solution, name, start):
    res, jac, starts, wanted, _ = _set(name)
    case = f"{name} from its {('far', 'near')[start]} start"
    b, _, _, converged = _fit(solution, res, jac, starts[start], case=case)
    expect_digits(b, wanted, DIGITS, what=PARAMETERS, case=case)
    if converged is not True:
        rule_broken(case, f"converged is {converged!r}", "it is True: no step is left to take")


def _fit(solution, res, jac, b0, *more, case, fit=None):
    got = (fit or solution.function("lm"))(res, jac, b0, *more)
    b, cov, sums, converged = expect_tuple(got, ("b", "cov", "history", "converged"), case=case)
    n = len(b0)
    expect_shape(b, (n,), what=PARAMETERS, case=case)
    expect_shape(cov, (n, n), what="the covariance", case=case)
    return np.asarray(b), np.asarray(cov), np.atleast_1d(np.asarray(sums, float)), converged


def _in_units(res, jac, c):
    return lambda b: res(b / c), lambda b: jac(b / c) / c


def _set(name):
    model, x, y, starts, wanted, spread = SETS[name]
    x, y = _numbers(x), _numbers(y)
    starts, wanted, spread = (
        [_numbers(start) for start in starts],
        _numbers(wanted),
        _numbers(spread),
    )

    def at(b):
        # Trial steps may lead to where exponentials overflow: that is the fit's to notice.
        with np.errstate(all="ignore"):
            return model(_point(b, len(wanted)), x)

    return lambda b: at(b)[0] - y, lambda b: np.stack(at(b)[1], axis=1), starts, wanted, spread


def _point(b, n):
    if not isinstance(b, np.ndarray) or b.shape != (n,):
        raise ValueError(f"the parameters are an array of shape ({n},)")
    return b.astype(np.float64)


def _problem(rng, m, n):
    Q = np.linalg.qr(rng.standard_normal((max(m, n), n)))[0][:m]
    J = Q @ (np.eye(n) + 0.3 * rng.standard_normal((n, n)) / n)
    return J, rng.standard_normal(m), rng.uniform(0.3, 3.0, n)
