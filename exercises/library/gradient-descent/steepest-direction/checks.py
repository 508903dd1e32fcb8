"""Checks of directions in four norms and of the gradient check; then purity, then calls."""

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_equal,
    expect_finite,
    expect_oracle_calls,
    expect_pure,
    expect_raises,
    expect_scalar,
    expect_shape,
    expect_tuple,
    rule_broken,
    tolerance_for,
)

DIRECTION, ERROR, TRUST = "the direction", "the error", "the verdict"
NORMS = ("l2", "l1", "linf", "P")
DIFFERENCES = Tolerance(1e-8, "central differences at the best step leave about 1e-10")
LARGE = Tolerance(1e-6, "differences at a large point leave about 1e-9")


def value(solution, reference, rng):
    """Compare with the formulas."""
    for n in (3, 1, 8):
        g, P = _gradient(rng, n), _matrix(rng, n)
        for norm in NORMS:
            case = f"n = {n}, norm {norm}"
            _expect_direction(_asked(solution, g, norm, P), _asked(reference, g, norm, P), case)


def ties(solution, reference, rng):
    """Give several entries of the same size, and entries that are zero."""
    for g in ([1.0, -2.0, 2.0], [3.0, 3.0], [0.0, -1.0, 0.0, 1.0]):
        scaled = np.array(g) * 2.0 ** rng.integers(-3, 4)
        for norm in ("l1", "linf"):
            case = f"g a multiple of {g}, norm {norm}"
            _expect_direction(solution(scaled, norm), reference(scaled, norm), case)


def zero_gradient(solution, reference, rng):
    """Stand where the gradient is zero."""
    for n in (3, 1):
        P = _matrix(rng, n)
        for norm in NORMS:
            got = _asked(solution, np.zeros(n), norm, P)
            _expect_direction(got, np.zeros(n), f"n = {n}, g = 0, norm {norm}")


def right_gradient(solution, reference, rng):
    """Check gradients that are right, among them one with a zero entry, and a zero gradient."""
    gradcheck = solution.function("gradcheck")
    for n in (4, 1):
        f, grad = _bowl(rng, n)
        _expect_right(gradcheck(f, grad, rng.uniform(-1.0, 1.0, n)), f"n = {n}")
    f, grad = _bowl(rng, 3)
    at = np.array([0.0, *rng.uniform(0.5, 1.0, 2)])
    _expect_right(gradcheck(f, grad, at), "n = 3, one entry of the gradient is 0")
    got = gradcheck(lambda x: 0.0 * _point(x, 2)[0], lambda x: 0.0 * _point(x, 2), np.ones(2))
    error, trust = _answer(got, "f = 0")
    expect_equal(error, 0.0, what=ERROR, case="f = 0")
    expect_equal(trust, want=True, what=TRUST, case="f = 0")


def wrong_gradient(solution, reference, rng):
    """Check gradients that miss an entry, a factor, or everything."""
    gradcheck = solution.function("gradcheck")
    for n in (4, 2):
        f, grad = _bowl(rng, n)
        x, scale = rng.uniform(0.3, 1.0, n), rng.uniform(50.0, 100.0)
        kept = np.arange(n) > 0

        def scaled(z, f=f, scale=scale):
            return scale * f(z)

        for claimed, said in (
            (lambda z, grad=grad, scale=scale, kept=kept: scale * kept * grad(z), "one entry 0"),
            (lambda z, grad=grad, scale=scale: 1.5 * scale * grad(z), "half as much again"),
            (lambda z, grad=grad: 0.0 * grad(z), "all entries 0"),
        ):
            true, wrong = scale * grad(x), claimed(x)
            want = np.linalg.norm(true - wrong) / max(np.linalg.norm(true), np.linalg.norm(wrong))
            case = f"n = {n}, a wrong gradient: {said}"
            error, trust = _answer(gradcheck(scaled, claimed, x), case)
            expect_close(error, float(want), tolerance=DIFFERENCES, what=ERROR, case=case)
            expect_equal(trust, want=True, what=TRUST, case=case)


def dual(solution, reference, rng):
    """Measure length and slope, and draw ten thousand other directions of the same length."""
    for n in (2, 6):
        g, P = _gradient(rng, n), _matrix(rng, n)
        others = rng.standard_normal((10_000, n))
        for norm in NORMS:
            case = f"n = {n}, norm {norm}"
            d = _asked(solution, g, norm, P)
            expect_shape(d, (n,), what=DIRECTION, case=case)
            expect_finite(d, what=DIRECTION, case=case)
            tolerance = tolerance_for("float64", "recursion", size=n)
            length = float(_lengths(d[None, :], norm, P)[0])
            expect_close(length, 1.0, tolerance=tolerance, what="its length", case=case)
            slope = float(g @ d)
            expect_close(
                slope, -_dual_norm(g, norm, P), tolerance=tolerance, what="the slope", case=case
            )
            best = float(np.min(others @ g / _lengths(others, norm, P)))
            if not slope <= best:
                rule_broken(case, f"the slope is {slope:.6g}", "no other direction has a lower one")


def refused(solution, reference, rng):
    """Give names that are no norm, no matrix, and matrices that make no norm."""
    g = _gradient(rng, 2)
    for norm in ("l3", "inf", ""):
        outcome = solution.call(g, norm)
        expect_raises(outcome, ValueError, what="the call", case=f"the norm {norm!r}")
    expect_raises(solution.call(g, "P"), ValueError, what="the call", case="the norm P without P")
    for d in ([1.0, -1.0], [-2.0, -3.0], [-1.0, 4.0]):
        outcome = solution.call(g, "P", np.diag(d))
        case = f"P = diag({d[0]:g}, {d[1]:g})"
        expect_raises(outcome, np.linalg.LinAlgError, what="the call", case=case)


def trust(solution, reference, rng):
    """Take steps that are too short, and functions that are large beside their gradient."""
    gradcheck = solution.function("gradcheck")
    f, grad = _bowl(rng, 3)
    x = rng.uniform(0.5, 1.0, 3)
    for h, level, want in (
        (6e-6, 0.0, True),
        (1e-4, 0.0, True),
        (1e-12, 0.0, False),
        (1e-11, 1.0, False),
        (6e-6, 1e7, False),
    ):
        case = f"h = {h:g}, f with {level:g} added"
        got = gradcheck(lambda z, level=level: f(z) + level, grad, x, h)
        expect_equal(_answer(got, case)[1], want, what=TRUST, case=case)


def large_point(solution, reference, rng):
    """Check a right gradient at a point of size 10⁶."""
    gradcheck = solution.function("gradcheck")
    x = 1e6 * rng.uniform(1.0, 2.0, 3)

    def f(z):
        return float(np.sum(np.log(_point(z, 3))))

    def grad(z):
        return 1 / _point(z, 3)

    error, verdict = _answer(gradcheck(f, grad, x), "x of size 10⁶")
    expect_close(error, 0.0, tolerance=LARGE, what=ERROR, case="x of size 10⁶")
    expect_equal(verdict, want=True, what=TRUST, case="x of size 10⁶")


def purity(solution, reference, rng):
    """Call each function twice with the same inputs, and look at what the calls left behind."""
    g, P = _gradient(rng, 5), _matrix(rng, 5)
    for norm in NORMS:
        case = f"n = 5, norm {norm}"
        arguments = (g, norm, P) if norm == "P" else (g, norm)
        got = expect_pure(solution, *arguments, what=DIRECTION, case=case)
        _expect_direction(got, reference(*arguments), case)
    f, grad = _bowl(rng, 5)
    x = rng.uniform(0.5, 1.0, 5)
    got = expect_pure(solution.function("gradcheck"), f, grad, x, what="the result", case="n = 5")
    _expect_right(got, "n = 5")


def calls(solution, reference, rng):
    """Count values and gradients."""
    gradcheck = solution.function("gradcheck")
    for n in (6, 2):
        f, grad = _bowl(rng, n)
        case = f"n = {n}"
        _expect_right(gradcheck(f, grad, rng.uniform(0.5, 1.0, n)), case)
        expect_oracle_calls(gradcheck, "f", 2 * n, at_least=2 * n, what="values of f", case=case)
        expect_oracle_calls(gradcheck, "grad", 1, at_least=1, what="gradients", case=case)


def _asked(function, g, norm, P):
    return function(g, norm, P) if norm == "P" else function(g, norm)


def _expect_direction(got, want, case):
    tolerance = tolerance_for("float64", "recursion", size=len(want))
    expect_close(got, want, tolerance=tolerance, what=DIRECTION, case=case)


def _answer(got, case):
    error, verdict = expect_tuple(got, ("error", "is_trustworthy"), case=case)
    return expect_scalar(error, what=ERROR, case=case), verdict


def _expect_right(got, case):
    error, verdict = _answer(got, case)
    expect_close(error, 0.0, tolerance=DIFFERENCES, what=ERROR, case=case)
    expect_equal(verdict, want=True, what=TRUST, case=case)


def _lengths(rows, norm, P):
    if norm == "P":
        return np.sqrt(np.einsum("ki,ij,kj->k", rows, P, rows))
    return np.linalg.norm(rows, ord={"l2": 2, "l1": 1, "linf": np.inf}[norm], axis=1)


def _dual_norm(g, norm, P):
    if norm == "P":
        return float(np.sqrt(g @ np.linalg.solve(P, g)))
    return float(np.linalg.norm(g, ord={"l2": 2, "l1": np.inf, "linf": 1}[norm]))


def _gradient(rng, n):
    """Return a gradient without zeros or ties, whose largest entry is positive or negative."""
    sizes = rng.permutation(np.arange(1.0, n + 1.0)) + rng.uniform(0.0, 0.5, n)
    return sizes * rng.choice([-1.0, 1.0], n) * rng.uniform(0.3, 3.0)


def _matrix(rng, n):
    Q = np.linalg.qr(rng.standard_normal((n, n)))[0]
    P = (Q * rng.uniform(1.5, 6.0, n)) @ Q.T
    return (P + P.T) / 2


def _bowl(rng, n):
    """Return a smooth function that is no polynomial, and its gradient, which is 0 where x is."""
    weights = rng.uniform(0.5, 2.0, n)
    return (
        lambda x: float(np.sum(weights * np.cosh(_point(x, n)))),
        lambda x: weights * np.sinh(_point(x, n)),
    )


def _point(x, n):
    """Return the argument of an oracle as a point, whatever the learner's code handed in."""
    point = np.asarray(x, dtype=np.float64)
    if point.shape != (n,):
        raise ValueError(f"f and grad take an array of shape ({n},), not {point.shape}")
    return point
