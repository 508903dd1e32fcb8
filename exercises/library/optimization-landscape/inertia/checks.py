"""Checks of the inertia: correctness, then purity."""

import numpy as np

from exercises.checking import expect_equal, expect_pure

INERTIA = "the inertia"


def value(solution, reference, rng):
    """Give matrices whose eigenvalues are known, none of them near 0."""
    for H in (np.array([[10.0, 9.0], [9.0, 1.0]]), np.array([[1.0, 2.0], [2.0, 1.0]])):
        rows = " and ".join(f"({first:g}, {second:g})" for first, second in H)
        _expect_inertia(solution(H), (1, 0, 1), f"H with the rows {rows}")
    for eigenvalues in (
        [2.0, -1.0, 3.0],
        [-2.0],
        [1.0, -1.0],
        [-1.0, -2.0, -3.0, 0.5],
        [1.0, 4.0, 2.0],
        rng.uniform(0.5, 3.0, 12) * rng.choice([-1.0, 1.0], 12),
    ):
        want = (sum(e > 0 for e in eigenvalues), 0, sum(e < 0 for e in eigenvalues))
        H = _with_eigenvalues(rng, np.array(eigenvalues))
        _expect_inertia(solution(H), want, f"n = {len(H)}, nonsingular")


def zero_diagonal(solution, reference, rng):
    """Give matrices with zeros where elimination begins."""
    corner = np.array([[0.0, 1.0], [1.0, 5.0]])
    _expect_inertia(solution(corner), (1, 0, 1), "H with the rows (0, 1) and (1, 5)")
    swap = np.array([[0.0, 1.0], [1.0, 0.0]])
    _expect_inertia(solution(swap), (1, 0, 1), "H with the rows (0, 1) and (1, 0)")
    _expect_inertia(solution(np.fliplr(np.eye(5))), (3, 0, 2), "ones from corner to corner, n = 5")
    ring = np.roll(np.eye(4), 1, axis=0) + np.roll(np.eye(4), -1, axis=0)
    _expect_inertia(solution(ring), (1, 2, 1), "a ring of four, n = 4")
    for n, m in ((4, 2), (6, 3)):
        H = np.zeros((n + m, n + m))
        H[m:, m:] = _with_eigenvalues(rng, rng.uniform(0.5, 2.0, n))
        H[m:, :m] = rng.standard_normal((n, m))
        H[:m, m:] = H[m:, :m].T
        case = f"a quadratic in {n} variables with {m} constraints, whose multipliers come first"
        _expect_inertia(solution(H), (n, 0, m), case)


def singular(solution, reference, rng):
    """Give zeros: exact ones, and those that rounding has spoilt."""
    _expect_inertia(solution(np.zeros((3, 3))), (0, 3, 0), "H = 0, n = 3")
    _expect_inertia(solution(np.zeros((1, 1))), (0, 1, 0), "H = 0, n = 1")
    _expect_inertia(solution(np.diag([0.0, -1.0, 0.0, 2.0])), (1, 2, 1), "H = diag(0, -1, 0, 2)")
    for positive, zero, negative in ((2, 1, 0), (2, 3, 2), (0, 2, 3), (5, 4, 3)):
        eigenvalues = np.concatenate(
            [rng.uniform(1.0, 3.0, positive), np.zeros(zero), -rng.uniform(1.0, 3.0, negative)]
        )
        H = _with_eigenvalues(rng, eigenvalues)
        case = f"n = {len(H)}, {zero} eigenvalues 0 up to rounding"
        _expect_inertia(solution(H), (positive, zero, negative), case)


def congruence(solution, reference, rng):
    """Change the variables by x = Tz: the eigenvalues change, their signs do not."""
    for eigenvalues, want in (
        ([1.0, -1.0, 2.0], (2, 0, 1)),
        ([1.0, 0.0, -2.0, -3.0], (1, 1, 2)),
        ([1.0, 1.0, -1.0, -1.0, -1.0], (2, 0, 3)),
    ):
        n = len(eigenvalues)
        T = _orthogonal(rng, n) * np.geomspace(0.2, 5.0, n)
        H = T.T @ _with_eigenvalues(rng, np.array(eigenvalues)) @ T
        _expect_inertia(solution((H + H.T) / 2), want, f"n = {n}, variables changed by x = Tz")


def scale(solution, reference, rng):
    """Multiply the matrix by c, singular or not."""
    for c in (1e-14, 1e14):
        for eigenvalues, want in (([1.0, -2.0, 3.0], (2, 0, 1)), ([1.0, 0.0, -2.0], (1, 1, 1))):
            H = c * _with_eigenvalues(rng, np.array(eigenvalues))
            _expect_inertia(solution(H), want, f"n = 3, entries of size {c:g}")


def interval(solution, reference, rng):
    """Count eigenvalues below σ as the negative ones of H − σI, where all of them are known.

    The matrix with 2 on the diagonal and −1 beside it has the eigenvalues 2 − 2cos(kπ/(n + 1)).
    """
    for n in (6, 15):
        H = 2 * np.eye(n) - np.eye(n, k=1) - np.eye(n, k=-1)
        exact = 2 - 2 * np.cos(np.arange(1, n + 1) * np.pi / (n + 1))
        for below in rng.choice(np.arange(1, n), 3, replace=False).tolist():
            shift = (exact[below - 1] + exact[below]) / 2
            order = rng.permutation(n)
            case = f"n = {n}, H − σI with σ = {shift:.4f}, variables in random order"
            got = solution((H - shift * np.eye(n))[np.ix_(order, order)])
            _expect_inertia(got, (n - below, 0, below), case)


def purity(solution, reference, rng):
    """Call twice with the same input, and look at what the calls left behind."""
    H = _with_eigenvalues(rng, np.array([3.0, 2.0, -1.0, 4.0])) + np.diag([0.0, 0.0, -9.0, 0.0])
    got = expect_pure(solution, H, what=INERTIA, case="n = 4")
    _expect_inertia(got, reference(H), "n = 4")


def _expect_inertia(got, want, case):
    expect_equal(got, tuple(map(int, want)), what=INERTIA, case=case)


def _with_eigenvalues(rng, eigenvalues):
    Q = _orthogonal(rng, len(eigenvalues))
    H = (Q * eigenvalues) @ Q.T
    return (H + H.T) / 2


def _orthogonal(rng, n):
    return np.linalg.qr(rng.standard_normal((n, n)))[0]
