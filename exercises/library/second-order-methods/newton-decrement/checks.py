"""Checks of the Newton decrement: correctness, then accuracy, then purity."""

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_pure,
    expect_raises,
    expect_scalar,
    rule_broken,
    tolerance_for,
)

DECREMENT = "the decrement"
CHANGED_VARIABLES = Tolerance(1e-9, "the change of variables itself rounds H")
UNITS = Tolerance(1e-12, "powers of two round nothing, so only the solve's few roundings are left")
STABLE = Tolerance(1e-12, "a stable solve finds this value to a few roundings")


def value(solution, reference, rng):
    """Compare on well-conditioned Hessians of several sizes."""
    for n in (3, 2, 1, 20):
        g, H = rng.standard_normal(n), _hessian(rng, n, condition=50)
        _expect_decrement(solution(g, H), reference(g, H), f"n = {n}", size=n)


def zero_gradient(solution, reference, rng):
    """Give a zero gradient: nothing is computed, so nothing may be rounded."""
    for n in (1, 4):
        case, H = f"n = {n}, g = 0", _hessian(rng, n, condition=50)
        got = expect_scalar(solution(np.zeros(n), H), what=DECREMENT, case=case)
        if got != 0:
            rule_broken(case, f"{DECREMENT} is {got:.3g}", "it is exactly 0")


def indefinite(solution, reference, rng):
    """Give Hessians with a negative or a zero eigenvalue; g is such that gᵀH⁻¹g has either sign."""
    g = np.array([2.0, 1.0])
    for named, H in (
        ("H = diag(-1, 1)", np.diag([-1.0, 1.0])),
        ("H = diag(1, -1)", np.diag([1.0, -1.0])),
        ("H = diag(-1, -2)", np.diag([-1.0, -2.0])),
        ("H = diag(3, 0)", np.diag([3.0, 0.0])),
    ):
        outcome = solution.call(g, H)
        expect_raises(outcome, np.linalg.LinAlgError, what="the call", case=f"g = (2, 1), {named}")
    for n in (3, 8):
        eigenvalues = rng.uniform(1.0, 3.0, n)
        eigenvalues[0] = -0.2
        H = _with_eigenvalues(rng, eigenvalues)
        outcome = solution.call(rng.standard_normal(n), H)
        expect_raises(outcome, np.linalg.LinAlgError, what="the call", case=f"n = {n}")


def affine(solution, reference, rng):
    """Change the variables by x = Tz: the gradient becomes Tᵀg and the Hessian TᵀHT."""
    for n in (2, 6):
        g, H = rng.standard_normal(n), _hessian(rng, n, condition=20)
        T = _orthogonal(rng, n) * np.geomspace(0.1, 10.0, n)
        case = f"n = {n}, variables changed by x = Tz"
        _expect_decrement(solution(T.T @ g, T.T @ H @ T), reference(g, H), case, CHANGED_VARIABLES)


def scale(solution, reference, rng):
    """Multiply the function by c: gradient and Hessian are multiplied, the decrement by √c."""
    for c in (4.0, 0.25, 1e6):
        g, H = rng.standard_normal(4), _hessian(rng, 4, condition=20)
        case = f"n = 4, f multiplied by {c:g}"
        _expect_decrement(solution(c * g, c * H), np.sqrt(c) * reference(g, H), case, size=4)


def gap(solution, reference, rng):
    """Stand at distance e from the minimum of a quadratic, where f − f* = eᵀHe/2."""
    for n in (2, 10):
        H, e = _hessian(rng, n, condition=20), rng.standard_normal(n)
        case = f"quadratic, n = {n}"
        got = expect_scalar(solution(H @ e, H), what=DECREMENT, case=case)
        tolerance = tolerance_for(np.float64, "recursion", size=n)
        expect_close(
            got * got / 2, e @ H @ e / 2, tolerance=tolerance, what="the gap λ²/2", case=case
        )


def graded(solution, reference, rng):
    """Rescale variables by powers of two up to 2²⁰: H reaches a condition number of 1e12.

    The scaling is exact and a Cholesky factor carries it along unchanged, so no digit may be lost.
    """
    n = 8
    for order in (np.arange(n), rng.permutation(n)):
        g, H = rng.standard_normal(n), _hessian(rng, n, condition=10)
        D = 2.0 ** np.linspace(0, 20, n).round()[order]
        case = f"n = {n}, variables in units from 1 to 2²⁰"
        _expect_decrement(solution(D * g, D[:, None] * H * D), reference(g, H), case, UNITS)


def accuracy(solution, reference, rng):
    """Take g = Hp with a condition number of 1e13.

    The value barely depends on the small eigenvalues, so every stable solve finds it to a few
    roundings. An explicit inverse leaves an error that grows with the condition number and varies
    from matrix to matrix: of several we take the one where it is largest.
    """
    n, instances = 50, []
    for _ in range(8):
        H = _hessian(rng, n, condition=1e13)
        instances.append((H @ rng.standard_normal(n), H))
    g, H = max(instances, key=lambda instance: _inverse_error(instance, reference))
    case = f"n = {n}, condition number 1e13"
    _expect_decrement(solution(g, H), reference(g, H), case, STABLE)


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    g, H = rng.standard_normal(5), _hessian(rng, 5, condition=50)
    got = expect_pure(solution, g, H, what=DECREMENT, case="n = 5")
    _expect_decrement(got, reference(g, H), "n = 5", size=5)


def _inverse_error(instance, reference):
    g, H = instance
    return abs(g @ np.linalg.inv(H) @ g / reference(g, H) ** 2 - 1)


def _expect_decrement(got, want, case, tolerance=None, *, size=1):
    got = expect_scalar(got, what=DECREMENT, case=case)
    tolerance = tolerance or tolerance_for(np.float64, "recursion", size=size)
    expect_close(got, float(want), tolerance=tolerance, what=DECREMENT, case=case)


def _hessian(rng, n, *, condition):
    return _with_eigenvalues(rng, np.geomspace(1.0, 1.0 / condition, n) * 4.0)


def _with_eigenvalues(rng, eigenvalues):
    Q = _orthogonal(rng, len(eigenvalues))
    H = (Q * eigenvalues) @ Q.T
    return (H + H.T) / 2


def _orthogonal(rng, n):
    return np.linalg.qr(rng.standard_normal((n, n)))[0]
