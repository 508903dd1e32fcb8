"""Checks of damped Newton: the whole trace, then what it promises, then purity and oracle calls."""

import itertools
import math

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_at_most,
    expect_close,
    expect_digits,
    expect_finite,
    expect_oracle_calls,
    expect_pure,
    expect_raises,
    expect_scalar,
    expect_shape,
    expect_tuple,
    rule_broken,
    show_curves,
    wide,
)

NAMES = ("x", "f", "lam2", "t")
SOME_STEPS = Tolerance(
    1e-8, "each of a few iterations adds roundings, and Newton's step mends them"
)
# Boyd and Vandenberghe, equation (9.20): exponentials of affine functions.
SLOPES = np.array([[1.0, 3.0], [1.0, -3.0], [-1.0, 0.0]])
# Spector and Mazzeo (1980): grade point average, test score, taught by the new method, improved.
SPECTOR = """
2.66 20 0 0  2.89 22 0 0  3.28 24 0 0  2.92 12 0 0  4.00 21 0 1  2.86 17 0 0  2.76 17 0 0
2.87 21 0 0  3.03 25 0 0  3.92 29 0 1  2.63 20 0 0  3.32 23 0 0  3.57 23 0 0  3.26 25 0 1
3.53 26 0 0  2.74 19 0 0  2.75 25 0 0  2.83 19 0 0  3.12 23 1 0  3.16 25 1 1  2.06 22 1 0
3.62 28 1 1  2.89 14 1 0  3.51 26 1 0  3.54 24 1 1  2.83 27 1 1  3.39 17 1 1  2.67 24 1 0
3.65 21 1 1  4.00 23 1 1  3.10 21 1 0  2.39 19 1 1
"""
SPECTOR_FIT = np.array([-13.02134686, 2.82611259, 0.09515766, 2.37868766])


def value(solution, reference, rng):
    """Compare every step on the way to a minimum: known in closed form, then of a robust fit."""
    best, least = np.array([-math.log(2) / 2, 0.0]), 2 * math.sqrt(2) * math.exp(-0.1)
    for start in (np.array([-1.0, 1.0]), rng.uniform(0.7, 1.3, 2)):
        problem, case = _exponentials(), f"exponentials, from ({start[0]:.3g}, {start[1]:.3g})"
        title = "Newton decrement of a sum of exponentials" if start[0] == -1 else ""
        x, lowest, *_ = _expect_run(solution, reference, problem, start, case, title, tol=1e-12)
        near = Tolerance(1e-4, "a gap of 1e-12 leaves about its square root in x")
        expect_close(x, best, tolerance=near, what="x", case=case)
        gap = Tolerance(1e-9, "the run stops at an estimated gap of 1e-12")
        expect_close(lowest, least, tolerance=gap, what="f", case=case)
    for n in (1, 4):
        problem, start = _robust_fit(rng, n)
        _expect_run(solution, reference, problem, start, f"a robust fit, n = {n}")


def domain(solution, reference, rng):
    """Start where the full step leaves the domain of x − log x; outside, f is infinite or NaN."""
    for outside in (math.nan, math.inf):
        for start in (3.0, 20.0):
            problem, case = _barrier(outside), f"x − log x, {outside} for x ≤ 0, from {start:g}"
            _expect_run(solution, reference, problem, np.array([start]), case)


def optimum(solution, reference, rng):
    """Start at the minimum."""
    for problem, start, named in (
        (_barrier(math.inf), [1.0], "x − log x"),
        (_exponentials(), [-math.log(2) / 2, 0.0], "a sum of exponentials"),
    ):
        case = f"{named}, from the minimum"
        _expect_run(solution, reference, problem, np.array(start), case)


def indefinite(solution, reference, rng):
    """Give a saddle, and a function that is linear in one variable."""
    for named, curvature in (("x² − y²", -1.0), ("x² + y", 0.0)):
        H = np.diag([2.0, 2 * curvature])
        rest = 0.0 if curvature else 1.0

        def f(x, curvature=curvature, rest=rest):
            return float(x[0] ** 2 + curvature * x[1] ** 2 + rest * x[1])

        def grad(x, curvature=curvature, rest=rest):
            return np.array([2 * x[0], 2 * curvature * x[1] + rest])

        problem = _oracles(2, f, grad, lambda _, H=H: H)
        outcome = solution.call(*problem, np.array([1.0, 0.5]))
        expect_raises(outcome, np.linalg.LinAlgError, what="the call", case=named)


def parameters(solution, reference, rng):
    """Search with other constants, on robust fits whose steps are shortened often."""
    for alpha, beta in ((0.45, 0.8), (0.3, 0.3), (0.05, 0.9)):
        for n in (1, 3):
            problem, start = _robust_fit(rng, n)
            case = f"a robust fit, n = {n}, α = {alpha}, β = {beta}"
            _expect_run(solution, reference, problem, start, case, alpha=alpha, beta=beta)


def tolerance(solution, reference, rng):
    """Choose tol between λ² and λ²/2 of some iterate, and between λ²/2 and λ of another."""
    start = np.array([-1.0, 1.0])
    lam2 = reference(*_exponentials(), start)[2]
    between = next(0.7 * squared for squared in lam2 if squared < 1e-2)
    for tol in (between, 0.6 * lam2[1]):
        problem, case = _exponentials(), f"tol = {tol:.3g}"
        _expect_run(solution, reference, problem, start, case, tol=tol)


def budget(solution, reference, rng):
    """Allow fewer steps than are needed."""
    for maxit in (1, 3):
        problem, case = _exponentials(), f"maxit = {maxit}"
        _expect_run(solution, reference, problem, np.array([-1.0, 1.0]), case, maxit=maxit)


def affine(solution, reference, rng):
    """Change the variables by x = Tz: steps and decrements stay, the point moves along."""
    for unit in (1e-4, 1e4):
        T = unit * np.linalg.qr(rng.standard_normal((2, 2)))[0] @ np.diag([1.0, 7.0])
        start, case = rng.uniform(0.7, 1.3, 2), f"variables in units of {unit:g}"
        want = reference(*_exponentials(), start)
        got = _run(solution(*_exponentials(T=T), np.linalg.solve(T, start)), 2, case)
        _expect_trace((T @ got[0], *got[1:]), want, case)


def last_phase(solution, reference, rng):
    """Make robust fits; then centre polyhedra: λ₊ ≤ 2λ² holds for −Σ log once λ is below ¼."""
    for n in (1, 3):
        problem, start = _robust_fit(rng, n)
        _expect_full(_run(solution(*problem, start), n, "")[3], f"a robust fit, n = {n}")
    for n in (2, 5):
        problem, start = _logarithms(rng, n)
        case = f"−Σ log, n = {n}"
        _, _, lam2, t = _run(solution(*problem, start), n, case)
        _expect_full(t, case)
        decrements = np.sqrt(np.abs(lam2))
        for now, after in itertools.pairwise(decrements):
            if now < 0.25 and not after <= 2 * now**2 + 1e-7:
                observed = f"λ goes from {now:.3g} to {after:.3g}"
                rule_broken(case, observed, "below ¼ each λ is at most twice the last one's square")


def spector(solution, reference, rng):
    """Fit a logistic regression to published data, from zero."""
    problem, case = _logistic(), "Spector's data"
    x, lowest, _, t = _run(solution(*problem, np.zeros(4)), 4, case)
    expect_digits(x, SPECTOR_FIT, 5, what="the coefficients", case=case)
    expect_digits(-lowest, -12.8896342, 8, what="the log-likelihood", case=case)
    expect_at_most(len(t), 8, what="steps", case=case)


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    problem, start = _exponentials(), np.array([-1.0, 1.0])
    got = expect_pure(solution, *problem, start, case="a sum of exponentials")
    _expect_trace(_run(got, 2, "a sum of exponentials"), reference(*problem, start), "")


def calls(solution, reference, rng):
    """Count gradients and Hessians on runs whose steps are shortened often."""
    for n in (1, 3):
        problem, start = _robust_fit(rng, n)
        case = f"a robust fit, n = {n}"
        run = _expect_run(solution, reference, problem, start, case, alpha=0.3, beta=0.8)
        iterations = len(run[2])
        for oracle, what in (("grad", "gradients"), ("hess", "Hessians")):
            expect_oracle_calls(solution, oracle, iterations, at_least=1, what=what, case=case)


def _expect_run(solution, reference, problem, start, case, title="", **options):
    """Expect the reference's run, all of it, and return the learner's."""
    got, want = solution(*problem, start, **options), reference(*problem, start, **options)
    if title:
        show_curves(title, {"yours": lambda: got[2], "reference": want[2]}, y_label="λ²")
    run = _run(got, len(start), case)
    _expect_trace(run, want, case)
    return run


def _expect_full(t, case):
    if not (len(t) >= 2 and (t[-2:] == 1.0).all()):
        rule_broken(case, f"the step lengths end with {t[-2:]}", "the last two steps are full")


def _run(result, n, case):
    """Expect a result of the right form, and return it with lam2 and t as arrays."""
    x, lowest, *lists = expect_tuple(result, NAMES, case=case)
    expect_shape(x, (n,), what="x", case=case)
    expect_finite(x, what="x", case=case)
    lowest = expect_scalar(lowest, what="f", case=case)
    arrays = []
    for name, numbers in zip(NAMES[2:], lists, strict=True):
        plain = numbers
        if isinstance(numbers, list | tuple):
            plain = np.array([expect_scalar(one, what=name, case=case) for one in numbers])
        expect_finite(plain, what=name, case=case)
        arrays.append(wide(plain))
    return wide(x), lowest, *arrays


def _expect_trace(got, want, case):
    for name, numbers, right in zip(NAMES[2:], got[2:], want[2:], strict=True):
        if numbers.shape != (len(right),):
            observed = f"{name} has {numbers.size} entries"
            rule = "one λ² for each gradient, one t for each step, up to the stopping rule"
            rule_broken(case, observed, rule)
    for at in (3, 2, 0, 1):
        right = np.array(want[at])
        expect_close(got[at], right, tolerance=SOME_STEPS, what=NAMES[at], case=case)


def _robust_fit(rng, n):
    """Return Σ √(1 + rᵢ²) over residuals r = Ax − b, and a start where full steps overshoot."""
    A, b = rng.standard_normal((4 * n, n)), rng.standard_normal(4 * n)

    def rooted(x):
        return np.sqrt(1 + (A @ x - b) ** 2)

    oracles = _oracles(
        n,
        lambda x: float(rooted(x).sum()),
        lambda x: A.T @ ((A @ x - b) / rooted(x)),
        lambda x: A.T @ (rooted(x)[:, None] ** -3.0 * A),
    )
    start = rng.standard_normal(n)
    return oracles, 3.0 * start / np.linalg.norm(start)


def _exponentials(T=None):
    T = np.eye(2) if T is None else T

    def terms(z):
        with np.errstate(over="ignore"):
            return np.exp(SLOPES @ (T @ z) - 0.1)

    return _oracles(
        2,
        lambda z: float(terms(z).sum()),
        lambda z: T.T @ (SLOPES.T @ terms(z)),
        lambda z: T.T @ (SLOPES.T @ (terms(z)[:, None] * SLOPES)) @ T,
    )


def _barrier(outside):
    return _oracles(
        1,
        lambda x: float(x[0] - math.log(x[0])) if x[0] > 0 else outside,
        lambda x: 1 - 1 / np.where(x == 0, 1.0, x),
        lambda x: np.diag(np.where(x == 0, 1.0, x) ** -2.0),
    )


def _logarithms(rng, n):
    """Return −Σ log(1 − aᵢᵀx) over random half-spaces, and a start near one of them."""
    A = np.vstack([rng.standard_normal((3 * n, n)), np.eye(n), -np.eye(n)])

    def room(x):
        return 1 - A @ x

    def f(x):
        return float(-np.log(room(x)).sum()) if (room(x) > 0).all() else math.inf

    d = rng.standard_normal(n)
    start = 0.97 * d / (A @ d).max()
    oracles = _oracles(
        n, f, lambda x: A.T @ (1 / room(x)), lambda x: A.T @ (room(x)[:, None] ** -2.0 * A)
    )
    return oracles, start


def _logistic():
    data = np.array(SPECTOR.split(), dtype=float).reshape(-1, 4)
    X, y = np.column_stack([np.ones(len(data)), data[:, :3]]), data[:, 3]

    def probability(b):
        return 0.5 * (1 + np.tanh(0.5 * X @ b))

    return _oracles(
        4,
        lambda b: float(np.logaddexp(0, X @ b).sum() - y @ (X @ b)),
        lambda b: X.T @ (probability(b) - y),
        lambda b: X.T @ ((probability(b) * (1 - probability(b)))[:, None] * X),
    )


def _oracles(n, *functions):
    """Return the functions guarded: what they are called with comes from the learner."""

    def guarded(function):
        def call(x):
            if not isinstance(x, np.ndarray) or x.shape != (n,) or x.dtype.kind not in "fi":
                raise TypeError(f"f, grad and hess take one array of shape ({n},)")
            return function(x)

        return call

    return tuple(map(guarded, functions))
