"""Checks of Steihaug's method: correctness, then what it promises, then purity, then products."""

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_dtype,
    expect_equal,
    expect_finite,
    expect_oracle_calls,
    expect_pure,
    expect_raises,
    expect_shape,
    expect_tuple,
    rule_broken,
    wide,
)
from reference.dogleg import cauchy_point

STEP = "the step"
ROUNDINGS = 50 * np.finfo(float).eps
FEW_STEPS = Tolerance(1e-9, "conjugate gradients lose some digits at each of a few steps")
TINY = 1e-10


def value(solution, reference, rng):
    """Choose the radius so that the run ends at its first step, on its way, and inside."""
    for n in (3, 1, 6):
        g, B = _problem(rng, n)
        bend, end = _lengths(g, B)
        for delta, where in (
            (0.5 * bend, "less than the first step"),
            (0.7 * bend + 0.3 * end, "less than Newton's step"),
            (2 * end, "more than Newton's step"),
        ):
            if n > 1 or "Newton" not in where:
                case = f"n = {n}, Δ {where}"
                _expect_same(solution, reference, (g, _operator(B), float(delta), TINY), case)
    B, g = np.diag([-2.0, 1.0, 3.0]), np.array([0.0, 1.0, 1.0])
    case = "n = 3, B indefinite, g without a part where it bends down"
    _expect_same(solution, reference, (g, _operator(B), 10.0, TINY), case)
    g, B = _problem(rng, 5)
    case = "n = 5, Δ more than Newton's step"
    _expect_same(solution, reference, (g, _operator(B), 1e3, TINY), case)


def negative_curvature(solution, reference, rng):
    """Let the first direction bend down, or be straight, or a later one bend down."""
    g = np.array([3.0, 4.0])
    for named, B in (("B = -I", -np.eye(2)), ("B = 0", np.zeros((2, 2)))):
        _expect_same(solution, reference, (g, _operator(B), 2.0, TINY), f"g = (3, 4), {named}")
    for n in (3, 6):
        for lower in ("ahead", "behind"):
            g, B, delta = _late_negative(rng, reference, n, lower)
            case = f"n = {n}, negative curvature after some steps, the lower crossing {lower}"
            _expect_same(solution, reference, (g, _operator(B), delta, TINY), case)


def zero_gradient(solution, reference, rng):
    """Give a zero gradient and a tolerance of zero, or a small one."""
    for n, tol in ((1, 1e-8), (4, 1e-8), (4, 0.0)):
        B, case = _problem(rng, n)[1], f"n = {n}, g = 0, tol = {tol:g}"
        p, status = _result(solution(np.zeros(n), _operator(B), 1.0, tol), n, case)
        if p.any():
            rule_broken(case, f"{STEP} is {p}", "it is exactly 0")
        expect_equal(status, "interior", what="the status", case=case)


def refusal(solution, reference, rng):
    """Give radii that are none."""
    g, B = _problem(rng, 3)
    for delta in (0.0, -1.0, float("nan")):
        outcome = solution.call(g, _operator(B), delta, TINY)
        expect_raises(outcome, ValueError, what="the call", case=f"Δ = {delta}")


def tolerance(solution, reference, rng):
    """Give loose tolerances, and gradients that are long or short: tol bounds ‖Bp + g‖ itself."""
    for length in (1.0, 1e3, 1e-3):
        for share in (0.3, 1e-2):
            g, B = _problem(rng, 8)
            g *= length / np.linalg.norm(g)
            case = f"n = 8, ‖g‖ = {length:g}, tol = {share * length:g}"
            arguments = (g, _operator(B), 1e3 * length, share * length)
            _expect_same(solution, reference, arguments, case)


def budget(solution, reference, rng):
    """Ask for a residual of exactly 0, which rounding does not allow."""
    for n in (6, 9):
        g, B = _problem(rng, n)
        case = f"n = {n}, tol = 0"
        _expect_same(solution, reference, (g, _operator(B), 1e3, 0.0), case)


def inside(solution, reference, rng):
    """Measure the step against the radius."""
    for g, B, delta, case in _family(rng):
        p, _ = _result(solution(g, _operator(B), delta, TINY), len(g), case)
        length = np.linalg.norm(p)
        if not length <= delta * (1 + ROUNDINGS):
            rule_broken(case, f"{STEP} has length {length:.6g}", "it is at most Δ")


def cauchy(solution, reference, rng):
    """Hold the model at the step against the model at the Cauchy point."""
    for g, B, delta, case in _family(rng):
        p, _ = _result(solution(g, _operator(B), delta, TINY), len(g), case)
        bound = _model(g, B, cauchy_point(g, B, delta))
        if not _model(g, B, p) <= bound + ROUNDINGS * abs(bound):
            over = _model(g, B, p) - bound
            observed = f"the model at your step is {over:.3g} above the Cauchy point"
            rule_broken(case, observed, "the first step reaches it, and the rest only goes lower")


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    g, B = _problem(rng, 4)
    arguments = (g, _operator(B), 10.0, TINY)
    got = expect_pure(solution, *arguments, case="n = 4")
    _expect_alike(got, reference(*arguments), "n = 4")


def calls(solution, reference, rng):
    """Count the products: as many as B has eigenvalues, 1 at the boundary, n + 1 in all."""
    n = 20
    for different in (1, 3):
        Q = np.linalg.qr(rng.standard_normal((n, n)))[0]
        B = _symmetric(Q, np.resize(rng.permutation([1.0, 2.0, 5.0])[:different], n))
        g = Q @ rng.uniform(0.5, 1.5, n)
        _expect_products(solution, reference, (g, B, 1e3, TINY), different)
    g, B = _problem(rng, n)
    _expect_products(solution, reference, (g, B, 0.5 * _lengths(g, B)[0], TINY), 1)
    g, B = _problem(rng, 6)
    _expect_products(solution, reference, (g, B, 1e3, 0.0), 7)


def _expect_products(solution, reference, problem, at_most):
    g, B, delta, tol = problem
    arguments, case = (g, _operator(B), float(delta), tol), f"n = {len(g)}, Δ = {delta:.3g}"
    _expect_same(solution, reference, arguments, case)
    expect_oracle_calls(solution, "Bv", at_most, at_least=1, what="products with B", case=case)


def _expect_same(solution, reference, arguments, case):
    _expect_alike(solution(*arguments), reference(*arguments), case)


def _expect_alike(got, want, case):
    p, status = _result(got, len(want[0]), case)
    expect_close(p, want[0], tolerance=FEW_STEPS, what=STEP, case=case)
    expect_equal(status, want[1], what="the status", case=case)


def _result(got, n, case):
    p, status = expect_tuple(got, ("p", "status"), case=case)
    expect_shape(p, (n,), what=STEP, case=case)
    expect_dtype(p, np.float64, what=STEP, case=case)
    expect_finite(p, what=STEP, case=case)
    return wide(p), status


def _operator(B, seen=None):
    """Return the product with B; what it is called with comes from the learner."""

    def Bv(v):
        if not isinstance(v, np.ndarray) or v.shape != (len(B),) or v.dtype.kind not in "fi":
            raise TypeError(f"Bv takes one array of shape ({len(B)},)")
        if seen is not None:
            seen.append(v)
        return B @ v

    return Bv


def _model(g, B, p):
    return float(g @ p + p @ B @ p / 2)


def _family(rng):
    """Yield problems that end at the first step, later, inside, and by negative curvature."""
    for n in (2, 8):
        for kind in ("at the first step", "on the way", "inside", "by curvature"):
            g, B = _problem(rng, n)
            bend, end = _lengths(g, B)
            radii = {"at the first step": 0.4 * bend, "on the way": (bend + end) / 2}
            if kind == "by curvature":
                B = B - 2.0 * np.eye(n)
            yield g, B, float(radii.get(kind, 3 * end)), f"n = {n}, ends {kind}"


def _lengths(g, B):
    """Return the lengths of the first step of conjugate gradients and of Newton's step."""
    return np.linalg.norm(g) ** 3 / (g @ B @ g), np.linalg.norm(np.linalg.solve(B, g))


def _late_negative(rng, reference, n, lower):
    """Return a problem whose first direction bends up and a later one down.

    There the line leaves the ball ahead and behind; `lower` says on which side the model is lower.
    """
    while True:
        Q = np.linalg.qr(rng.standard_normal((n, n)))[0]
        B = _symmetric(Q, np.append(-rng.uniform(0.5, 30.0), rng.uniform(1.0, 8.0, n - 1)))
        g = Q @ np.append(rng.uniform(0.05, 0.2), rng.uniform(0.5, 1.5, n - 1))
        delta = float(rng.uniform(1.0, 3.0))
        products = []
        p, status = reference(g, _operator(B, products), delta, TINY)
        if status == "neg_curv" and len(products) > 1:
            # Of the two crossings the one ahead has the larger inner product with the direction.
            ahead = p @ products[-1] > 0
            if ahead == (lower == "ahead") and _is_clear(g, B, p, products[-1]):
                return g, B, delta


def _is_clear(g, B, p, d):
    """Return whether the model differs clearly between the two crossings of the line."""
    other = p - 2 * (p @ d) / (d @ d) * d
    return abs(_model(g, B, p) - _model(g, B, other)) > 1e-3 * abs(_model(g, B, p))


def _problem(rng, n):
    """Return a gradient with a part along each eigenvector of a positive definite B."""
    Q = np.linalg.qr(rng.standard_normal((n, n)))[0]
    g = Q @ (rng.uniform(0.5, 1.5, n) * rng.choice([-1.0, 1.0], n))
    return g, _symmetric(Q, np.linspace(1.0, 12.0, n))


def _symmetric(Q, eigenvalues):
    B = (Q * eigenvalues) @ Q.T
    return (B + B.T) / 2
