"""Checks of the Newton step: correctness, then accuracy, then purity."""

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_descent,
    expect_dtype,
    expect_pure,
    expect_raises,
    expect_shape,
    expect_solution,
    expect_solves,
    rule_broken,
    wide,
)

STEP = "the step"
CHANGED_VARIABLES = Tolerance(1e-9, "the change of variables itself rounds H")
QUADRATIC = Tolerance(1e-11, "the condition number of 20 times a few roundings")


def value(solution, reference, rng):
    """Compare on well-conditioned Hessians of several sizes."""
    for n in (3, 2, 1, 20):
        g, H = rng.standard_normal(n), _hessian(rng, n, condition=50)
        _expect_step(solution(g, H), reference(g, H), f"n = {n}")


def zero_gradient(solution, reference, rng):
    """Give a zero gradient: the model is at its minimum already."""
    for n in (1, 4):
        case, H = f"n = {n}, g = 0", _hessian(rng, n, condition=50)
        got = solution(np.zeros(n), H)
        expect_shape(got, (n,), what=STEP, case=case)
        if not (wide(got) == 0).all():
            rule_broken(case, f"{STEP} is {wide(got)}", "it is exactly 0 in every entry")


def indefinite(solution, reference, rng):
    """Give Hessians with a negative or a zero eigenvalue; the slope along the step varies."""
    g = np.array([2.0, 1.0])
    for named, H in (
        ("H = diag(3, 0)", np.diag([3.0, 0.0])),
        ("H = diag(-1, 1)", np.diag([-1.0, 1.0])),
        ("H = diag(1, -1)", np.diag([1.0, -1.0])),
        ("H = diag(-1, -2)", np.diag([-1.0, -2.0])),
    ):
        outcome = solution.call(g, H)
        expect_raises(outcome, np.linalg.LinAlgError, what="the call", case=f"g = (2, 1), {named}")
    for n in (3, 8):
        eigenvalues = rng.uniform(1.0, 3.0, n)
        eigenvalues[0] = -0.2
        outcome = solution.call(rng.standard_normal(n), _with_eigenvalues(rng, eigenvalues))
        expect_raises(outcome, np.linalg.LinAlgError, what="the call", case=f"n = {n}")


def descent(solution, reference, rng):
    """Look at the slope along the step."""
    for n in (1, 4, 15):
        g, H = rng.standard_normal(n), _hessian(rng, n, condition=1e4)
        step, case = solution(g, H), f"n = {n}, condition number 1e4"
        expect_dtype(step, np.float64, what=STEP, case=case)
        expect_descent(g, step, what=STEP, case=case)


def quadratic(solution, reference, rng):
    """Start somewhere on a quadratic whose minimum is known."""
    for n in (2, 10):
        H, x, minimiser = _hessian(rng, n, condition=20), *rng.standard_normal((2, n))
        case = f"quadratic, n = {n}"
        step = solution(H @ (x - minimiser), H)
        expect_shape(step, (n,), what=STEP, case=case)
        got = x + wide(step)
        expect_close(got, minimiser, tolerance=QUADRATIC, what="the point reached", case=case)


def affine(solution, reference, rng):
    """Change the variables by x = Tz: the same step in new variables is T⁻¹p."""
    for n in (2, 6):
        g, H = rng.standard_normal(n), _hessian(rng, n, condition=20)
        T = _orthogonal(rng, n) * np.geomspace(0.1, 10.0, n)
        got, case = solution(T.T @ g, T.T @ H @ T), f"n = {n}, variables changed by x = Tz"
        expect_shape(got, (n,), what=STEP, case=case)
        want = reference(g, H)
        expect_close(T @ wide(got), want, tolerance=CHANGED_VARIABLES, what="Tp", case=case)


def accuracy(solution, reference, rng):
    """Put the step back into Hp = −g, at condition numbers where a residual tells how it was found.

    The gradient is Hp for a random p. A random gradient would give a step so long that its residual
    looks small beside it by any route.
    """
    n = 50
    for condition in (1e2, 1e9, 1e12):
        instances = []
        for _ in range(4):
            H = _hessian(rng, n, condition=condition)
            instances.append((H @ rng.standard_normal(n), H))
        g, H = max(instances, key=_inverse_residual)
        case = f"n = {n}, condition number {condition:.0e}"
        step = solution(g, H)
        expect_shape(step, (n,), what=STEP, case=case)
        expect_solves(H, wide(step), -g, what=STEP, case=case)


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    g, H = rng.standard_normal(5), _hessian(rng, 5, condition=50)
    _expect_step(expect_pure(solution, g, H, what=STEP, case="n = 5"), reference(g, H), "n = 5")


def _inverse_residual(instance):
    g, H = instance
    return np.linalg.norm(H @ (np.linalg.inv(H) @ g) - g)


def _expect_step(got, want, case):
    expect_dtype(got, np.float64, what=STEP, case=case)
    expect_solution(got, want, condition=50, what=STEP, case=case)


def _hessian(rng, n, *, condition):
    return _with_eigenvalues(rng, np.geomspace(1.0, 1.0 / condition, n) * 4.0)


def _with_eigenvalues(rng, eigenvalues):
    Q = _orthogonal(rng, len(eigenvalues))
    H = (Q * eigenvalues) @ Q.T
    return (H + H.T) / 2


def _orthogonal(rng, n):
    return np.linalg.qr(rng.standard_normal((n, n)))[0]
