"""Checks of both BFGS updates: their values, what defines them, then purity."""

import numpy as np

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_definite,
    expect_dtype,
    expect_pure,
    expect_symmetric,
    tolerance_for,
)

HESSIAN, INVERSE = "B₊", "H₊"
DETERMINANT = Tolerance(1e-10, "a determinant multiplies the roundings of n pivots")
INVERTED = Tolerance(1e-9, "the inverse that the check hands in is rounded itself")


def value(solution, reference, rng):
    """Compare the update of B on several sizes."""
    for n in (3, 2, 1, 12):
        B, (s, y) = _definite(rng, n), _pair(rng, n)
        _expect_matrix(solution(B, s, y), reference(B, s, y), HESSIAN, f"n = {n}")


def inverse_value(solution, reference, rng):
    """Compare the update of H on several sizes."""
    inverse, wanted = _inverse(solution), _inverse(reference)
    for n in (3, 2, 1, 12):
        H, (s, y) = _definite(rng, n), _pair(rng, n)
        _expect_matrix(inverse(H, s, y), wanted(H, s, y), INVERSE, f"n = {n}")


def secant(solution, reference, rng):
    """Multiply: B₊s = y and H₊y = s."""
    inverse = _inverse(solution)
    for n in (2, 6):
        B, (s, y) = _definite(rng, n), _pair(rng, n)
        for got, on, want, what in (
            (solution(B, s, y), s, y, "B₊s"),
            (inverse(B, s, y), y, s, "H₊y"),
        ):
            expect_close(got @ on, want, tolerance=_rounding(n), what=what, case=f"n = {n}")


def skip(solution, reference, rng):
    """Give pairs along which the slope falls, or does not change: nothing can be learnt."""
    inverse = _inverse(solution)
    for n in (2, 5):
        M, (s, y) = _definite(rng, n), _pair(rng, n)
        # Small whole numbers have an exact inner product.
        across = np.zeros((2, n))
        across[0, :2], across[1, :2] = (1.0, 2.0), (2.0, -1.0)
        for named, a, b in (("sᵀy < 0", s, -y), ("y = 0", s, 0 * y), ("sᵀy = 0", *across)):
            for update, what in ((solution, HESSIAN), (inverse, INVERSE)):
                _expect_matrix(update(M, a, b), M, what, f"n = {n}, {named}")


def determinant(solution, reference, rng):
    """Compare det B₊ with det B·yᵀs/sᵀBs: other updates with B₊s = y miss it."""
    inverse = _inverse(solution)
    for n in (2, 5):
        B, (s, y) = _definite(rng, n), _pair(rng, n)
        grown = (y @ s) / (s @ B @ s)
        shrunk = (s @ np.linalg.solve(B, s)) / (s @ y)
        for update, factor, what in ((solution, grown, "det B₊"), (inverse, shrunk, "det H₊")):
            want = np.linalg.det(B) * factor
            got = float(np.linalg.det(update(B, s, y)))
            expect_close(got, want, tolerance=DETERMINANT, what=what, case=f"n = {n}")


def definite(solution, reference, rng):
    """Give pairs with a curvature far below that of B, where an update may lose definiteness."""
    inverse = _inverse(solution)
    for n in (2, 6):
        B, (s, y) = _definite(rng, n), _pair(rng, n)
        weak = 0.1 * (s @ y) / (s @ s) * s + 0.3 * (y - (s @ y) / (s @ s) * s)
        for update, what in ((solution, HESSIAN), (inverse, INVERSE)):
            got, case = update(B, s, weak), f"n = {n}, weak curvature"
            _expect_matrix(
                got, (reference if what == HESSIAN else _inverse(reference))(B, s, weak), what, case
            )
            expect_symmetric(got, what=what, case=case)
            expect_definite(got, strictly=True, what=what, case=case)


def inverses(solution, reference, rng):
    """Update B and B⁻¹ by the same three pairs, and multiply."""
    inverse = _inverse(solution)
    for n in (3, 7):
        B = _definite(rng, n)
        H = np.linalg.inv(B)
        for _ in range(3):
            s, y = _pair(rng, n)
            B, H = solution(B, s, y), inverse(H, s, y)
        case = f"n = {n}, three updates"
        expect_close(B @ H, np.eye(n), tolerance=INVERTED, what="B₊H₊", case=case)


def units(solution, reference, rng):
    """Give a healthy pair of tiny vectors: sᵀy is small only because the step was short."""
    inverse, wanted = _inverse(solution), _inverse(reference)
    for size in (1e-8, 1e-12):
        M, (s, y) = _definite(rng, 4), _pair(rng, 4)
        s, y, case = size * s, size * y, f"n = 4, a step of length {size:g}"
        _expect_matrix(solution(M, s, y), reference(M, s, y), HESSIAN, case)
        _expect_matrix(inverse(M, s, y), wanted(M, s, y), INVERSE, case)


def accuracy(solution, reference, rng):
    """Update matrices with a condition number of 1e9: nothing has to be solved or inverted."""
    inverse, wanted = _inverse(solution), _inverse(reference)
    M, (s, y) = _definite(rng, 10, condition=1e9), _pair(rng, 10)
    case = "n = 10, condition number 1e9"
    _expect_matrix(solution(M, s, y), reference(M, s, y), HESSIAN, case)
    _expect_matrix(inverse(M, s, y), wanted(M, s, y), INVERSE, case)


def purity(solution, reference, rng):
    """Call both twice with the same inputs, with a good pair and with one that is skipped."""
    for update, wanted, what in (
        (solution, reference, HESSIAN),
        (_inverse(solution), _inverse(reference), INVERSE),
    ):
        M, (s, y) = _definite(rng, 4), _pair(rng, 4)
        for sign in (1, -1):
            case = "n = 4" if sign > 0 else "n = 4, sᵀy < 0"
            got = expect_pure(update, M, s, sign * y, what=what, case=case)
            _expect_matrix(got, wanted(M, s, sign * y), what, case)


def _inverse(of):
    return of.function("bfgs_inverse_update")


def _expect_matrix(got, want, what, case):
    expect_dtype(got, np.float64, what=what, case=case)
    expect_close(got, want, tolerance=_rounding(len(want)), what=what, case=case)


def _rounding(n):
    return tolerance_for(np.float64, "recursion", size=n)


def _definite(rng, n, condition=20.0):
    Q = np.linalg.qr(rng.standard_normal((n, n)))[0]
    M = (Q * np.geomspace(1.0, 1.0 / condition, n)) @ Q.T * 5.0
    return (M + M.T) / 2


def _pair(rng, n):
    """Return a step and the change of the gradient of a quadratic along it."""
    s = rng.standard_normal(n)
    return s, _definite(rng, n) @ s
