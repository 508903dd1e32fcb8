"""Checks of the condition number: correctness, then purity, then cost."""

import math

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_equal,
    expect_oracle_calls,
    expect_pure,
    expect_raises,
    expect_scalar,
    expect_varies,
    rule_broken,
)

KAPPA = "the condition number"
EXACT = Tolerance(1e-8, "the smallest eigenvalue carries κ roundings")
ISOLATED = Tolerance(0.05, "30 products find an isolated end to a few per cent at least")
EVEN = Tolerance(1e-3, "50 products on 100 even eigenvalues leave far less")
ILL = Tolerance(1e-3, "κ·eps is 2e-6, and a few times that is lost")


def value(solution, reference, rng):
    """Take as many products as dimensions."""
    for n in (4, 2, 1, 12):
        A = _definite(rng, np.geomspace(1.0, rng.uniform(5, 500), n))
        _expect_kappa(solution, rng, A, n, f"n = {n}, k = {n}")


def isolated(solution, reference, rng):
    """Set both ends of the spectrum apart from the crowd."""
    A = _definite(rng, np.concatenate([[1.0], np.linspace(500.0, 900.0, 198), [1000.0]]))
    _expect_kappa(solution, rng, A, 30, "n = 200, k = 30, isolated ends", ISOLATED)


def singular(solution, reference, rng):
    """Give operators with an eigenvalue zero: a ring of springs, a projection, nothing at all."""
    ring = 2 * np.eye(6) - np.roll(np.eye(6), 1, 0) - np.roll(np.eye(6), -1, 0)
    for named, A in (
        ("a ring of springs", ring),
        ("diag(0, 1, 2, 3)", np.diag([0.0, 1.0, 2.0, 3.0])),
        ("the zero operator", np.zeros((3, 3))),
    ):
        n = len(A)
        got = solution(_product(A), n, n, int(rng.integers(1000)))
        expect_equal(got, math.inf, what=KAPPA, case=f"{named}, n = {n}, k = {n}")


def indefinite(solution, reference, rng):
    """Give operators with a negative eigenvalue, small or large."""
    for smallest in (-0.01, -50.0):
        A = _definite(rng, np.append(smallest, np.linspace(1.0, 4.0, 5)))
        outcome = solution.call(_product(A), 6, 6, 1)
        expect_raises(outcome, ValueError, what="the call", case=f"an eigenvalue {smallest:g}")


def even(solution, reference, rng):
    """Use eigenvalues 1, 2, … 100 and half as many products."""
    A = _definite(rng, np.arange(1.0, 101.0))
    _expect_kappa(solution, rng, A, 50, "n = 100, k = 50, an even spectrum", EVEN)


def below_exact(solution, reference, rng):
    """Take few products: the estimate lies between 1 and the condition number."""
    for k in (1, 2, 5, 12):
        A = _definite(rng, np.geomspace(1.0, 200.0, 30))
        case = f"n = 30, k = {k}"
        got = expect_scalar(solution(_product(A), 30, k, k), what=KAPPA, case=case)
        _expect_below(got, A, case)


def eigenvector_ones(solution, reference, rng):
    """Use grids of springs fixed to the ground: A·1 = 1, and A maps other vectors otherwise."""
    for n in (5, 9):
        line = 2 * np.eye(n) - np.eye(n, k=1) - np.eye(n, k=-1)
        line[0, 0] = line[-1, -1] = 1.0
        A = np.eye(n) + float(rng.integers(1, 5)) * line
        _expect_kappa(solution, rng, A, n, f"n = {n}, k = {n}, A·1 = 1")


def early_end(solution, reference, rng):
    """Offer more products than there is to find."""
    for named, A, k in (
        ("3 times the identity", 3 * np.eye(5), 5),
        ("a number", np.array([[4.0]]), 3),
        ("two different eigenvalues", _definite(rng, np.array([1.0, 1.0, 6.0, 6.0, 6.0])), 5),
        ("more products than dimensions", _definite(rng, np.array([1.0, 2.0, 9.0])), 8),
    ):
        _expect_kappa(solution, rng, A, k, f"{named}, n = {len(A)}, k = {k}")


def units(solution, reference, rng):
    """Multiply the operator by a number."""
    for c in (1e-20, 1e20):
        A = c * _definite(rng, np.geomspace(1.0, 50.0, 6))
        _expect_kappa(solution, rng, A, 6, f"n = 6, k = 6, A multiplied by {c:g}")


def ill_conditioned(solution, reference, rng):
    """Spread the eigenvalues over ten powers of ten."""
    n = 12
    A = _definite(rng, np.geomspace(1e-10, 1.0, n))
    _expect_kappa(solution, rng, A, n, f"n = {n}, k = {n}, condition number 1e10", ILL)


def seed(solution, reference, rng):
    """Take few products from different starts: the estimates differ."""
    product = _product(_definite(rng, np.geomspace(1.0, 200.0, 30)))
    estimates = [solution(product, 30, 4, number) for number in range(4)]
    expect_varies(estimates, what=KAPPA, case="n = 30, k = 4")


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    # With fewer products than dimensions the value depends on the start, hence on the generator.
    A, case = _definite(rng, np.geomspace(1.0, 30.0, 6)), "n = 6, k = 3"
    got = expect_pure(solution, _product(A), 6, 3, 5, what=KAPPA, case=case)
    _expect_below(expect_scalar(got, what=KAPPA, case=case), A, case)


def calls(solution, reference, rng):
    """Count the products."""
    for n, k in ((40, 10), (3, 3)):
        A = _definite(rng, np.geomspace(1.0, 20.0, n))
        got = solution(_product(A), n, k, 2)
        expect_scalar(got, what=KAPPA, case=f"n = {n}, k = {k}")
        expect_oracle_calls(solution, "Av", k, what="products", case=f"n = {n}, k = {k}")


def _expect_kappa(solution, rng, A, k, case, tolerance=EXACT):
    got = solution(_product(A), len(A), k, int(rng.integers(1000)))
    got = expect_scalar(got, what=KAPPA, case=case)
    expect_close(got, _exact(A), tolerance=tolerance, what=KAPPA, case=case)


def _expect_below(got, A, case):
    if not 1 - 1e-9 <= got <= _exact(A) * (1 + 1e-9):
        rule = "at least 1, and never above the condition number itself"
        rule_broken(case, f"your estimate is {got:.4g}", rule)


def _exact(A):
    eigenvalues = np.linalg.eigvalsh(A)
    return float(eigenvalues[-1] / eigenvalues[0])


def _product(A):
    """Return the operator, which tells the learner what it takes."""

    def product(v):
        vector = np.asarray(v, dtype=np.float64)
        if vector.shape != (len(A),):
            raise ValueError(f"Av takes a vector of shape ({len(A)},), not {vector.shape}")
        return A @ vector

    return product


def _definite(rng, eigenvalues):
    n = len(eigenvalues)
    Q = np.linalg.qr(rng.standard_normal((n, n)))[0]
    A = (Q * eigenvalues) @ Q.T
    return (A + A.T) / 2
