"""Checks of the descent lemma: its value and its sign, then purity, then calls.

The value is a small difference of larger numbers, so what rounding may do is measured by these.
"""

import numpy as np

from exercises.checking import (
    expect_equal,
    expect_oracle_calls,
    expect_pure,
    expect_residual,
    expect_scalar,
    rule_broken,
    tolerance_for,
)

SLACK = "the value"


def value(solution, reference, rng):
    """Compare on logistic losses and on quadratics, with step sizes on both sides of 1/L."""
    for n, factor in ((3, 0.5), (1, 1.3), (10, 1.7)):
        f, grad, L = _logistic(rng, n)
        arguments = (f, grad, rng.standard_normal(n), factor / L, L)
        _expect_slack(solution, reference, arguments, f"logistic loss, n = {n}, η = {factor}/L")
        f, grad, L = _quadratic(rng, np.geomspace(0.3, 3.0, n))
        arguments = (f, grad, rng.standard_normal(n), factor / L, L)
        _expect_slack(solution, reference, arguments, f"quadratic, n = {n}, η = {factor}/L")


def isotropic(solution, reference, rng):
    """Take quadratics that bend alike in all directions: the lemma is an equality."""
    for n, factor in ((2, 1.0), (1, 0.3), (6, 1.5), (6, 2.0)):
        f, grad, L = _quadratic(rng, np.full(n, rng.uniform(0.5, 4.0)))
        arguments = (f, grad, rng.standard_normal(n), factor / L, L)
        case = f"Hessian L·I, n = {n}, η = {factor}/L"
        _expect_slack(solution, reference, arguments, case, want=0.0)


def zero_step(solution, reference, rng):
    """Make no step."""
    for n in (3, 1):
        f, grad, L = _logistic(rng, n)
        got = solution(f, grad, rng.standard_normal(n), 0.0, L)
        expect_equal(got, 0.0, what=SLACK, case=f"logistic loss, n = {n}, η = 0")


def wrong_constant(solution, reference, rng):
    """Give half of the true constant, at a point where the steepest bend is met."""
    for n in (2, 5):
        eigenvalues = np.geomspace(0.3, 3.0, n)
        f, grad, L = _quadratic(rng, eigenvalues)
        x = _steepest_point(grad, n)
        arguments = (f, grad, x, 1 / L, L / 2)
        case = f"quadratic, n = {n}, half of the true L"
        got = _expect_slack(solution, reference, arguments, case)
        if not got < 0:
            rule_broken(case, f"{SLACK} is {got:.3g}", "it is negative: this L is refuted")


def smooth(solution, reference, rng):
    """Take logistic losses with their constant ‖X‖²/4n, and steps up to 1.9/L."""
    for n in (2, 8):
        for factor in (0.1, 1.0, 1.5, 1.9):
            f, grad, L = _logistic(rng, n)
            arguments = (f, grad, rng.standard_normal(n), factor / L, L)
            case = f"logistic loss, n = {n}, η = {factor}/L"
            got = _expect_slack(solution, reference, arguments, case)
            if not got >= -1e-12:
                rule_broken(case, f"{SLACK} is {got:.3g}", "it is not negative with a true L")


def long_step(solution, reference, rng):
    """Take steps beyond 2/L."""
    for n, factor in ((3, 2.5), (1, 6.0)):
        f, grad, L = _quadratic(rng, np.full(n, rng.uniform(0.5, 4.0)))
        arguments = (f, grad, rng.standard_normal(n), factor / L, L)
        case = f"Hessian L·I, n = {n}, η = {factor}/L"
        _expect_slack(solution, reference, arguments, case, want=0.0)
        f, grad, L = _logistic(rng, n)
        arguments = (f, grad, rng.standard_normal(n), factor / L, L)
        _expect_slack(solution, reference, arguments, f"logistic loss, n = {n}, η = {factor}/L")


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    f, grad, L = _logistic(rng, 4)
    arguments = (f, grad, rng.standard_normal(4), 1.2 / L, L)
    got = expect_pure(solution, *arguments, what=SLACK, case="n = 4")
    _expect_near(got, reference(*arguments), arguments, "n = 4")


def calls(solution, reference, rng):
    """Count gradients and values."""
    f, grad, L = _logistic(rng, 4)
    arguments, case = (f, grad, rng.standard_normal(4), 1.2 / L, L), "logistic loss, n = 4"
    _expect_slack(solution, reference, arguments, case)
    expect_oracle_calls(solution, "grad", 1, at_least=1, what="gradients", case=case)
    expect_oracle_calls(solution, "f", 2, at_least=2, what="values of f", case=case)


def _expect_slack(solution, reference, arguments, case, want=None):
    got = solution(*arguments)
    return _expect_near(got, reference(*arguments) if want is None else want, arguments, case)


def _expect_near(got, want, arguments, case):
    """Expect a value whose error is small beside the terms of the formula, and return it."""
    f, grad, x, eta, L = arguments
    got = expect_scalar(got, what=SLACK, case=case)
    g = grad(x)
    scale = abs(f(x)) + abs(f(x - eta * g)) + eta * (1 + L * eta / 2) * float(g @ g)
    tolerance = tolerance_for("float64", "recursion", size=len(x))
    expect_residual(got - want, scale=scale, tolerance=tolerance, what=SLACK, case=case)
    return got


def _logistic(rng, n):
    """Return a logistic loss over 20 samples, its gradient, and a constant L for it."""
    X, y = rng.standard_normal((20, n)), rng.integers(0, 2, 20)

    def f(w):
        z = X @ _point(w, n)
        return float(np.mean(np.logaddexp(0.0, z) - y * z))

    def grad(w):
        z = X @ _point(w, n)
        return X.T @ (0.5 * (1 + np.tanh(z / 2)) - y) / 20

    return f, grad, float(np.linalg.norm(X, 2) ** 2 / 80)


def _quadratic(rng, eigenvalues):
    """Return a quadratic with a level of its own, its gradient, and its largest eigenvalue."""
    n, level = len(eigenvalues), rng.uniform(-1.0, 1.0)
    Q = np.linalg.qr(rng.standard_normal((n, n)))[0]
    H = (Q * eigenvalues) @ Q.T
    return (
        lambda x: level + float(_point(x, n) @ H @ _point(x, n)) / 2,
        lambda x: H @ _point(x, n),
        float(eigenvalues.max()),
    )


def _steepest_point(grad, n):
    """Return a point along the eigenvector with the largest eigenvalue, by power iteration."""
    x = np.ones(n) + 0.1 * np.arange(n)
    for _ in range(200):
        x = grad(x) / np.linalg.norm(grad(x))
    return x


def _point(x, n):
    """Return the argument of an oracle as a point, whatever the learner's code handed in."""
    point = np.asarray(x, dtype=np.float64)
    if point.shape != (n,):
        raise ValueError(f"f and grad take an array of shape ({n},), not {point.shape}")
    return point
