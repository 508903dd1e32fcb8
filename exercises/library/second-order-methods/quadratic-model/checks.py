"""Checks of the quadratic model and its ratio: values, exactness, then purity and products."""

import math

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_equal,
    expect_oracle_calls,
    expect_order,
    expect_pure,
    expect_residual,
    expect_scalar,
    rule_broken,
    tolerance_for,
)

REDUCTION, RATIO = "the predicted reduction", "the ratio"
EXACT = Tolerance(1e-12, "on a quadratic the model is exact, and only roundings are left")


def value(solution, reference, rng):
    """Compare with the dense formula, for B definite and indefinite, downhill and uphill."""
    for n in (3, 1, 2, 30):
        for _ in range(2):
            B, g, p = _symmetric(rng, n), *rng.standard_normal((2, n))
            _expect_reduction(solution(g, _operator(B), p), g, B, p, f"n = {n}")
    case = "n = 1, g = 1, B = 4, p = 1"
    g, B, p = np.ones(1), np.full((1, 1), 4.0), np.ones(1)
    _expect_reduction(solution(g, _operator(B), p), g, B, p, case)


def zero_step(solution, reference, rng):
    """Give no step: nothing is computed, so nothing may be rounded."""
    for n in (1, 4):
        case = f"n = {n}, p = 0"
        got = solution(rng.standard_normal(n), _operator(_symmetric(rng, n)), np.zeros(n))
        got = expect_scalar(got, what=REDUCTION, case=case)
        if got != 0:
            rule_broken(case, f"{REDUCTION} is {got:.3g}", "it is exactly 0")


def ratio_value(solution, reference, rng):
    """Divide numbers, some of them of steps that made the function rise."""
    ratio = solution.function("ratio")
    drawn = rng.uniform([-2.0, -2.0, 0.1], 3.0, (3, 3)).tolist()
    for f0, f1, pred in ((3.0, 1.0, 4.0), (1.0, 2.5, 0.5), (2.0, 2.0, 1.0), *drawn):
        case = f"f0 = {f0:.4g}, f1 = {f1:.4g}, pred = {pred:.4g}"
        got = expect_scalar(ratio(f0, f1, pred), what=RATIO, case=case)
        expect_close(got, (f0 - f1) / pred, tolerance=EXACT, what=RATIO, case=case)


def refusal(solution, reference, rng):
    """Promise nothing, or give values that are no numbers."""
    nan, inf = math.nan, math.inf
    for f0, f1, pred in (
        (2.0, 2.0, 0.0),
        (2.0, 1.0, 0.0),
        (1.0, 2.0, -1.0),
        (2.0, 1.0, -1.0),
        (2.0, nan, 1.0),
        (2.0, inf, 1.0),
        (inf, inf, 1.0),
        (nan, 1.0, 1.0),
        (2.0, 1.0, nan),
    ):
        case = f"f0 = {f0:g}, f1 = {f1:g}, pred = {pred:g}"
        expect_equal(solution.function("ratio")(f0, f1, pred), -inf, what=RATIO, case=case)


def quadratic(solution, reference, rng):
    """Take steps on a quadratic, long and short, and put the two functions together."""
    ratio = solution.function("ratio")
    for n in (2, 6):
        for length in (1.0, 1e-9):
            Q = np.linalg.qr(rng.standard_normal((n, n)))[0]
            B, g = _assembled(Q, rng.uniform(0.5, 3.0, n)), rng.standard_normal(n)
            p = -length * rng.uniform(0.1, 0.5) * g
            case = f"quadratic, n = {n}, ‖p‖ = {np.linalg.norm(p):.2g}"
            pred = expect_scalar(solution(g, _operator(B), p), what=REDUCTION, case=case)
            # f0 is 0, so that the difference of the two values loses no digits.
            f1 = float(g @ p + 0.5 * (p @ B @ p))
            got = expect_scalar(ratio(0.0, f1, pred), what=RATIO, case=case)
            expect_close(got, 1.0, tolerance=EXACT, what=RATIO, case=case)


def taylor(solution, reference, rng):
    """Shrink a step on a function that is no quadratic, and look at how the error shrinks."""
    lengths = np.geomspace(1e-1, 1e-3, 5)
    for _ in range(2):
        x, p = rng.uniform(-1.0, 1.0, 2), rng.uniform(0.5, 1.0, 2)
        (f, grad, hess), errors = _smooth(), []
        for h in lengths:
            pred = solution(grad(x), _operator(hess(x)), h * p)
            pred = expect_scalar(pred, what=REDUCTION, case=f"step {h:.3g}·p")
            errors.append(abs(f(x) - f(x + h * p) - pred))
        case = "e^{x₁ + x₂} + e^{2x₂}"
        expect_order(errors, lengths, 3, what="the error of the model", case=case)


def purity(solution, reference, rng):
    """Call both functions twice with the same inputs, and look at what the calls left behind."""
    B, g, p = _symmetric(rng, 4), *rng.standard_normal((2, 4))
    got = expect_pure(solution, g, _operator(B), p, what=REDUCTION, case="n = 4")
    _expect_reduction(got, g, B, p, "n = 4")
    got = expect_pure(solution.function("ratio"), 2.0, 1.0, 4.0, what=RATIO)
    expect_close(got, 0.25, tolerance=EXACT, what=RATIO)


def calls(solution, reference, rng):
    """Count the products with B."""
    for n in (5, 9):
        B, g, p = _symmetric(rng, n), *rng.standard_normal((2, n))
        case = f"n = {n}"
        _expect_reduction(solution(g, _operator(B), p), g, B, p, case)
        expect_oracle_calls(solution, "Bv", 1, at_least=1, what="products with B", case=case)


def _expect_reduction(got, g, B, p, case):
    """Expect the value to a few roundings of its terms, which may cancel."""
    got = expect_scalar(got, what=REDUCTION, case=case)
    size = np.abs(g) @ np.abs(p) + np.abs(p) @ np.abs(B) @ np.abs(p)
    expect_residual(
        np.array([got + g @ p + 0.5 * (p @ B @ p)]),
        scale=float(size),
        tolerance=tolerance_for(np.float64, "recursion", size=len(p)),
        what=REDUCTION,
        case=case,
    )


def _smooth():
    """Return value, gradient and Hessian of a function with third derivatives that do not end."""

    def f(x):
        return math.exp(x[0] + x[1]) + math.exp(2 * x[1])

    def grad(x):
        both, second = math.exp(x[0] + x[1]), math.exp(2 * x[1])
        return np.array([both, both + 2 * second])

    def hess(x):
        both, second = math.exp(x[0] + x[1]), math.exp(2 * x[1])
        return np.array([[both, both], [both, both + 4 * second]])

    return f, grad, hess


def _operator(B):
    """Return the product with B; what it is called with comes from the learner."""

    def Bv(v):
        if not isinstance(v, np.ndarray) or v.shape != (len(B),) or v.dtype.kind not in "fi":
            raise TypeError(f"Bv takes one array of shape ({len(B)},)")
        return B @ v

    return Bv


def _symmetric(rng, n):
    return _assembled(np.linalg.qr(rng.standard_normal((n, n)))[0], 3 * rng.standard_normal(n))


def _assembled(Q, eigenvalues):
    B = (Q * eigenvalues) @ Q.T
    return (B + B.T) / 2
