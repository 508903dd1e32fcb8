"""Checks of the secant pair and of Powell's damping: values, what passes and what not, purity."""

import numpy as np

from exercises.checking import (
    expect_close,
    expect_dtype,
    expect_equal,
    expect_finite,
    expect_pure,
    expect_raises,
    expect_shape,
    expect_tuple,
    rule_broken,
    tolerance_for,
    wide,
)

NAMES = ("s", "y", "status")
DAMPED = "the damped y"


def value(solution, reference, rng):
    """Take two points of a quadratic, where y = As exactly."""
    for n in (3, 1, 12):
        A, x0, x1 = _definite(rng, n), *rng.standard_normal((2, n))
        b = rng.standard_normal(n)
        arguments = (x0, x1, A @ x0 + b, A @ x1 + b)
        _expect_pair(solution(*arguments), (x1 - x0, A @ (x1 - x0), "ok"), f"quadratic, n = {n}")


def skip(solution, reference, rng):
    """Give negative curvature, a step or a change of zero, and NaN."""
    zero = np.zeros(3)
    # Eighths and small integers: nothing is rounded on the way, so that zero is zero.
    s, y = (np.round(8 * vector) / 8 for vector in _pair(rng, 3, cosine=0.5))
    for named, step, change in (
        ("sᵀy < 0", s, -y),
        ("s = 0", zero, y),
        ("y = 0", s, zero),
    ):
        x0, g0 = rng.integers(-5, 6, (2, 3)).astype(float)
        got = solution(x0, x0 + step, g0, g0 + change)
        _expect_pair(got, (step, change, "skip"), f"n = 3, {named}")
    for named, spoiled in (("NaN in x1", 1), ("NaN in g1", 3)):
        arguments = [zero, s, zero, y]
        arguments[spoiled] = arguments[spoiled].copy()
        arguments[spoiled][1] = np.nan
        status = expect_tuple(solution(*arguments), NAMES, case=named)[2]
        expect_equal(status, "skip", what="the status", case=named)


def damping(solution, reference, rng):
    """Damp pairs of negative and of low curvature, and look at what curvature they have then."""
    damp, right = solution.function("powell_damp"), reference.function("powell_damp")
    for n in (2, 1, 8):
        for share in (-1.0, 0.15, 0.0, -30.0):
            B, s, y = _expecting(rng, n, share)
            case = f"n = {n}, sᵀy = {share:g} sᵀBs"
            got = damp(s, y, B)
            expect_dtype(got, np.float64, what=DAMPED, case=case)
            expect_shape(got, (n,), what=DAMPED, case=case)
            expect_finite(got, what=DAMPED, case=case)
            tolerance = tolerance_for(np.float64, "recursion", size=n)
            curvature, wanted = float(s @ wide(got)), float(0.2 * s @ B @ s)
            expect_close(curvature, wanted, tolerance=tolerance, what="sᵀy'", case=case)
            expect_close(got, right(s, y, B), tolerance=tolerance, what=DAMPED, case=case)


def undamped(solution, reference, rng):
    """Give pairs whose curvature is enough: nothing is computed, so nothing may be rounded."""
    damp = solution.function("powell_damp")
    for n in (2, 1, 8):
        for share in (0.3, 1.0, 5.0):
            B, s, y = _expecting(rng, n, share)
            case = f"n = {n}, sᵀy = {share:g} sᵀBs"
            got = damp(s, y, B)
            expect_shape(got, (n,), what=DAMPED, case=case)
            if not (wide(got) == y).all():
                observed = f"y moved by {np.linalg.norm(wide(got) - y):.3g}"
                rule_broken(case, observed, "it is returned as it is, in a new array")


def refusal(solution, reference, rng):
    """Give matrices whose quadratic form is negative at s."""
    for n in (1, 4):
        B, s, y = _expecting(rng, n, 0.5)
        outcome = solution.function("powell_damp").call(s, y, -B)
        expect_raises(outcome, ValueError, what="powell_damp", case=f"n = {n}, sᵀBs < 0")


def relative(solution, reference, rng):
    """Give cosines on both sides of eps, in units of many sizes, and then an eps of other sizes."""
    n, zero = 4, np.zeros(4)
    for cosine in (0.5, 1e-3, 1e-12, 1e-16):
        for length, slope in ((1e-7, 1e-7), (1.0, 1.0), (1e7, 1e7), (1e-6, 1e6), (1e6, 1e-6)):
            s, y = _pair(rng, n, cosine=cosine)
            case = f"cosine {cosine:g}, ‖s‖ = {length:g}, ‖y‖ = {slope:g}"
            status = solution(zero, length * s, zero, slope * y)
            _expect_status(status, "ok" if cosine > 1e-8 else "skip", case)
    for cosine, eps in ((0.3, 0.5), (0.7, 0.5), (1e-3, 1e-2), (1e-10, 1e-12)):
        s, y = _pair(rng, n, cosine=cosine)
        got = solution(zero, s, zero, y, eps=eps)
        _expect_status(got, "ok" if cosine > eps else "skip", f"cosine {cosine:g}, eps = {eps:g}")


def status(solution, reference, rng):
    """Hand in B: pairs of low curvature come back damped, good ones as they are."""
    zero = np.zeros(5)
    for share, right in ((0.1, "damped"), (-2.0, "damped"), (1.0, "ok")):
        B, s, y = _expecting(rng, 5, share)
        want = reference.function("powell_damp")(s, y, B)
        got = solution(zero, s, zero, y, B)
        _expect_pair(got, (s, want, right), f"n = 5, B given, sᵀy = {share:g} sᵀBs")
    B, _, y = _expecting(rng, 5, 1.0)
    _expect_status(solution(zero, zero, zero, y, B), "skip", "n = 5, B given, s = 0")


def purity(solution, reference, rng):
    """Call both functions twice with the same inputs, and look at what the calls left behind."""
    x0, g0 = rng.standard_normal((2, 4))
    for share in (-1.0, 1.0):
        B, s, y = _expecting(rng, 4, share)
        case = f"n = 4, sᵀy = {share:g} sᵀBs"
        got = expect_pure(solution.function("powell_damp"), s, y, B, what=DAMPED, case=case)
        want = reference.function("powell_damp")(s, y, B)
        tolerance = tolerance_for(np.float64, "recursion", size=4)
        expect_close(got, want, tolerance=tolerance, what=DAMPED, case=case)
        arguments = (x0, x0 + s, g0, g0 + y, B)
        got = expect_pure(solution, *arguments, what="the pair", case=case)
        _expect_pair(got, reference(*arguments), case)


def _expect_pair(got, want, case):
    """Expect step and change to a few roundings of what they were subtracted from, and a status."""
    items = expect_tuple(got, NAMES, case=case)
    for name, item, right in zip(NAMES[:2], items, want, strict=False):
        expect_dtype(item, np.float64, what=name, case=case)
        tolerance = tolerance_for(np.float64, "recursion", size=len(right))
        expect_close(item, right, tolerance=tolerance, what=name, case=case)
    expect_equal(items[2], want[2], what="the status", case=case)


def _expect_status(got, want, case):
    expect_equal(expect_tuple(got, NAMES, case=case)[2], want, what="the status", case=case)


def _pair(rng, n, *, cosine):
    """Return two unit vectors with about this cosine between them, whatever rounding does."""
    Q = np.linalg.qr(rng.standard_normal((n, n)))[0]
    if cosine >= 1e-2:
        return Q[0], cosine * Q[0] + np.sqrt(1 - cosine**2) * Q[1]
    # Perpendicular exactly, in two planes; the first entries carry the cosine and round nothing.
    s, y = np.zeros(n), np.zeros(n)
    s[0], s[1], y[1], y[2] = 0.6, 0.8, cosine / 0.8, 1.0
    return s, y


def _expecting(rng, n, share):
    """Return B, s and y where sᵀy is this share of sᵀBs."""
    B, s = _definite(rng, n), rng.standard_normal(n)
    Bs, across = B @ s, rng.standard_normal(n)
    across -= (across @ s) / (s @ s) * s
    return B, s, share * (s @ Bs) / (s @ s) * s + (across if n > 1 else 0.0)


def _definite(rng, n):
    Q = np.linalg.qr(rng.standard_normal((n, n)))[0]
    B = (Q * np.linspace(1.0, 5.0, n)) @ Q.T
    return (B + B.T) / 2
