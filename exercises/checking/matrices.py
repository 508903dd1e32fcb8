"""Properties of a matrix that hold exactly, up to rounding, and the factors of one."""

from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from exercises.checking.arrays import index_said, norm, wide
from exercises.checking.failures import rule_broken
from exercises.checking.forms import expect_finite, expect_real, expect_shape
from exercises.checking.tolerances import Tolerance, about, tolerance_for, within

Diagonal = Literal["any", "positive", "unit"]


def expect_symmetric(
    got: Any, *, dtype: object = "float64", what: str = "the matrix", case: str = ""
) -> None:
    """Expect ‖A − Aᵀ‖ ≤ 50·√n·eps·‖A‖.

    Args:
        got: the learner's matrix, square.
        dtype: that of the inputs; it picks the tolerance.
        what: the quantity.
        case: where it was observed.

    Raises:
        CheckFailed: when it is not square, not finite, or not symmetric.

    """
    matrix = _square(got, what, case)
    tolerance = tolerance_for(dtype, "predicate", size=len(matrix))
    off, size = norm(matrix - matrix.T), norm(matrix)
    if not within(off, tolerance.bound * size):
        observed = f"{what} differs from its transpose by a relative {about(off / size)}"
        rule_broken(case, observed, f"it is symmetric, up to {tolerance}")


def expect_definite(
    got: Any,
    *,
    strictly: bool = False,
    dtype: object = "float64",
    what: str = "the matrix",
    case: str = "",
) -> None:
    """Expect a symmetric matrix whose smallest eigenvalue is at least −50·√n·eps·‖A‖₂.

    With `strictly` the smallest eigenvalue has to be above that rounding, not only above its
    negative.

    Raises:
        CheckFailed: when it is not square, not finite, not symmetric or not definite.

    """
    expect_symmetric(got, dtype=dtype, what=what, case=case)
    matrix = wide(got)
    if not matrix.size:
        return
    tolerance = tolerance_for(dtype, "predicate", size=len(matrix))
    eigenvalues = np.linalg.eigvalsh((matrix + matrix.T) / 2)
    smallest, rounding = eigenvalues[0], tolerance.bound * np.abs(eigenvalues).max()
    if not (smallest > rounding if strictly else smallest >= -rounding):
        word = "positive definite" if strictly else "positive semidefinite"
        observed = f"the smallest eigenvalue of {what} is {smallest:.3g}"
        rule_broken(case, observed, f"it is {word}, up to a relative {tolerance}")


def expect_orthogonal(
    got: Any, *, dtype: object = "float64", what: str = "the matrix", case: str = ""
) -> None:
    """Expect orthonormal columns: ‖VᵀV − I‖ ≤ 50·√n·eps, for V of shape (n, k) with k ≤ n.

    Raises:
        CheckFailed: when it is no such matrix, not finite, or its columns are not orthonormal.

    """
    expect_finite(got, what=what, case=case)
    columns = wide(got)
    if columns.ndim != 2 or columns.shape[0] < columns.shape[1]:
        rule = "a matrix with at most as many columns as rows is returned"
        rule_broken(case, f"{what} has shape {columns.shape}", rule)
    tolerance = tolerance_for(dtype, "predicate", size=columns.shape[0])
    off = norm(columns.conj().T @ columns - np.eye(columns.shape[1]))
    if not within(off, tolerance.bound * max(1.0, np.sqrt(columns.shape[1]))):
        observed = f"the columns of {what} miss orthonormality by about {about(off)}"
        rule_broken(case, observed, f"VᵀV = I, up to {tolerance}")


def expect_triangular(
    got: Any,
    *,
    lower: bool = True,
    diagonal: Diagonal = "any",
    dtype: object = "float64",
    what: str = "the factor",
    case: str = "",
) -> None:
    """Expect a lower (or upper) triangular matrix, its diagonal positive or all ones if so said.

    Raises:
        CheckFailed: when it is not square, not finite, or not of this form.

    """
    matrix = _square(got, what, case)
    tolerance = tolerance_for(dtype, "predicate", size=len(matrix))
    rest = np.triu(matrix, 1) if lower else np.tril(matrix, -1)
    if not within(norm(rest), tolerance.bound * norm(matrix)):
        side, word = ("above", "lower") if lower else ("below", "upper")
        entry = np.unravel_index(int(np.argmax(np.abs(rest))), rest.shape)
        observed = f"{what} is {rest[entry]:.3g} {side} its diagonal, at entry {index_said(entry)}"
        rule_broken(case, observed, f"it is {word} triangular")
    entries = np.diagonal(matrix)
    if diagonal == "positive" and not (entries > 0).all():
        observed = f"the diagonal of {what} has the entry {entries.min():.3g}"
        rule_broken(case, observed, "its diagonal is positive, which makes it unique")
    if diagonal == "unit" and not within(
        norm(entries - 1), tolerance.bound * np.sqrt(len(entries))
    ):
        worst = entries[np.argmax(np.abs(entries - 1))]
        observed = f"the diagonal of {what} has the entry {worst:.6g}"
        rule_broken(case, observed, "its diagonal is all ones")


def expect_reconstructs(
    factors: tuple[Any, ...],
    matrix: Any,
    *,
    tolerance: Tolerance | None = None,
    dtype: object = "float64",
    what: str = "the product of your factors",
    case: str = "",
) -> None:
    """Expect the factors, multiplied from left to right, to give the matrix back.

    Args:
        factors: the learner's, in order, as in (L, D, L.T).
        matrix: what was to be factored.
        tolerance: relative to ‖A‖; a backward stable factorisation's by default.
        dtype: that of the inputs; it picks the default tolerance.
        what: how the learner knows the product, as in "LDLᵀ".
        case: where it was observed.

    Raises:
        CheckFailed: when the shapes do not fit, a factor is not finite, or the product is off.

    """
    want = wide(matrix)
    for position, factor in enumerate(factors):
        expect_finite(factor, what=f"factor {position + 1} of {what}", case=case)
    try:
        product = np.linalg.multi_dot([wide(f) for f in factors]) if len(factors) > 1 else None
    except (ValueError, np.linalg.LinAlgError):
        shapes = ", ".join(str(tuple(factor.shape)) for factor in factors)
        rule_broken(case, f"factors of shapes {shapes} do not multiply", f"{what} is defined")
    if product is None:
        product = wide(factors[0])
    expect_shape(product, want.shape, what=what, case=case)
    tolerance = tolerance or tolerance_for(dtype, "backward", size=max(want.shape, default=1))
    off, size = norm(product - want), norm(want)
    if not within(off, tolerance.bound * (size if size > 0 else 1.0)):
        observed = f"{what} misses the matrix by a relative {about(off / size if size else off)}"
        rule_broken(case, observed, f"it gives the matrix back to {tolerance}")


def expect_cholesky(
    got: Any, matrix: Any, *, dtype: object = "float64", what: str = "L", case: str = ""
) -> None:
    """Expect the Cholesky factor: lower triangular, positive diagonal, LLᵀ = A.

    Raises:
        CheckFailed: when one of the three does not hold.

    """
    expect_triangular(got, diagonal="positive", dtype=dtype, what=what, case=case)
    factors, product = (wide(got), wide(got).T), f"{what}{what}ᵀ"
    expect_reconstructs(factors, matrix, dtype=dtype, what=product, case=case)


def expect_ldl(
    lower: Any, middle: Any, matrix: Any, *, dtype: object = "float64", case: str = ""
) -> None:
    """Expect A = LDLᵀ with L unit lower triangular and D made of blocks of size 1 and 2.

    D may also be the vector of a diagonal.

    Raises:
        CheckFailed: when the form is another, or the product is not A.

    """
    expect_triangular(lower, diagonal="unit", dtype=dtype, what="L", case=case)
    expect_finite(middle, what="D", case=case)
    blocks = np.diag(wide(middle)) if wide(middle).ndim == 1 else wide(middle)
    expect_symmetric(blocks, dtype=dtype, what="D", case=case)
    beside = np.diagonal(blocks, -1) != 0
    if np.tril(blocks, -2).any() or (beside[1:] & beside[:-1]).any():
        rule_broken(case, "D has a block larger than 2 × 2", "D is made of blocks of size 1 and 2")
    factors = (wide(lower), blocks, wide(lower).T)
    expect_reconstructs(factors, matrix, dtype=dtype, what="LDLᵀ", case=case)


def expect_qr(
    orthogonal: Any, upper: Any, matrix: Any, *, dtype: object = "float64", case: str = ""
) -> None:
    """Expect A = QR with orthonormal columns, and R upper triangular with a positive diagonal.

    Raises:
        CheckFailed: when one of these does not hold.

    """
    expect_orthogonal(orthogonal, dtype=dtype, what="Q", case=case)
    expect_triangular(upper, lower=False, diagonal="positive", dtype=dtype, what="R", case=case)
    expect_reconstructs((orthogonal, upper), matrix, dtype=dtype, what="QR", case=case)


def _square(got: Any, what: str, case: str) -> npt.NDArray[Any]:
    expect_finite(got, what=what, case=case)
    expect_real(got, what=what, case=case)
    matrix = wide(got)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        rule_broken(case, f"{what} has shape {matrix.shape}", "a square matrix is returned")
    return matrix
