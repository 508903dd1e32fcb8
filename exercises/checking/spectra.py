"""Eigenvectors and singular vectors, whose signs and bases are free."""

from typing import Any

import numpy as np

from exercises.checking.arrays import dtype_of, spectral_norm, wide
from exercises.checking.closeness import expect_close, expect_residual
from exercises.checking.failures import rule_broken
from exercises.checking.forms import expect_finite, expect_real, expect_shape, expect_tuple
from exercises.checking.matrices import expect_orthogonal
from exercises.checking.tolerances import Tolerance, about, tolerance_for, within


def expect_same_subspace(
    got: Any, want: Any, *, tolerance: Tolerance, what: str = "the subspace", case: str = ""
) -> None:
    """Expect two matrices whose columns span the same subspace: ‖P₁ − P₂‖₂ ≤ tolerance.

    P are the orthogonal projectors, so neither signs nor order nor the basis matter. The columns of
    `got` need not be orthonormal, but must be independent.

    Args:
        got: the learner's basis, shape of `want`.
        want: a basis, shape (n, k), k ≤ n.
        tolerance: `tolerance_for(dtype, "subspace", condition=norm / gap)`.
        what: the quantity, as in "the null space".
        case: where it was observed.

    Raises:
        CheckFailed: when shape, rank or span differ.

    """
    want = wide(want)
    expect_shape(got, want.shape, what=what, case=case)
    expect_finite(got, what=what, case=case)
    basis, singular, _ = np.linalg.svd(wide(got), full_matrices=False)
    if singular.size and not singular[-1] > 1e-10 * singular[0]:
        observed = f"the columns of the basis of {what} are dependent"
        rule_broken(case, observed, f"{want.shape[1]} independent columns")
    right = np.linalg.qr(want)[0]
    sine = spectral_norm(basis @ basis.conj().T - right @ right.conj().T)
    if not within(sine, tolerance.bound):
        observed = f"{what} is turned by an angle whose sine is about {about(sine)}"
        rule_broken(case, observed, f"a sine of at most {tolerance}; the basis is free")


def expect_eigenpairs(
    matrix: Any, values: Any, vectors: Any, *, want: Any = None, case: str = ""
) -> None:
    """Expect AV = VΛ and VᵀV = I up to rounding, and where they are known the right eigenvalues.

    Signs, and bases of repeated eigenvalues, are free. By Weyl's theorem a backward error moves no
    eigenvalue by more than its own norm, so values are compared to 50·√n·eps·‖A‖₂.

    Args:
        matrix: A, symmetric, shape (n, n); its dtype picks the tolerance.
        values: the learner's eigenvalues, shape (k,).
        vectors: the learner's eigenvectors, shape (n, k), in the order of the values.
        want: the k wanted eigenvalues; those of A where k = n. Without it any k pairs will do.
        case: where it was observed.

    Raises:
        CheckFailed: when one of these does not hold.

    """
    a = wide(matrix)
    n = len(a)
    expect_finite(values, what="the eigenvalues", case=case)
    count = wide(values).size
    expect_shape(values, (count,), what="the eigenvalues", case=case)
    expect_shape(vectors, (n, count), what="the eigenvectors", case=case)
    expect_orthogonal(vectors, dtype=dtype_of(matrix), what="the eigenvectors", case=case)
    tolerance = tolerance_for(dtype_of(matrix), "backward", size=n)
    scale = spectral_norm(a)
    theirs, v = wide(values), wide(vectors)
    residual = a @ v - v * theirs
    reach = scale * max(1.0, np.sqrt(count))
    expect_residual(residual, scale=reach, tolerance=tolerance, what="AV = VΛ", case=case)
    if want is None and count == n:
        want = np.linalg.eigvalsh((a + a.T) / 2)
    if want is not None:
        ours = np.sort(wide(want))
        expect_shape(values, ours.shape, what="the eigenvalues", case=case)
        off = np.abs(np.sort(theirs) - ours).max(initial=0.0)
        if not within(off, tolerance.bound * scale):
            observed = f"the eigenvalues are off by up to {about(off / scale)} of ‖A‖"
            rule_broken(case, observed, f"at most {tolerance}, by Weyl's theorem")


def expect_same_up_to_sign(
    got: Any, want: Any, *, tolerance: Tolerance, joint: bool = False, what: str, case: str = ""
) -> None:
    """Expect columns (or one vector) that are right up to the sign of each.

    Args:
        got: the learner's array, shape of `want`; of singular vectors U and V the tuple (U, V),
            whose columns change sign together.
        want: the expected array, or the tuple of both.
        tolerance: from `tolerance_for`.
        joint: one sign for the whole array, not one for each column.
        what: the quantity, as in "the eigenvectors".
        case: where it was observed.

    Raises:
        CheckFailed: when no choice of signs makes them agree.

    """
    if isinstance(want, tuple):
        got = expect_tuple(got, ("U", "V"), what=what, case=case)
        for item, right in zip(got, want, strict=True):
            expect_shape(item, wide(right).shape, what=what, case=case)
            expect_finite(item, what=what, case=case)
        got, want = np.vstack([wide(u) for u in got]), np.vstack([wide(u) for u in want])
    ours = wide(want)
    expect_shape(got, ours.shape, what=what, case=case)
    expect_finite(got, what=what, case=case)
    expect_real(got, what=what, case=case)
    axis = 0 if ours.ndim == 2 and not joint else None
    inner = np.sum(wide(got) * ours, axis=axis)
    signs = np.where(inner < 0, -1.0, 1.0)
    expect_close(got, ours * signs, tolerance=tolerance, what=f"{what}, up to sign,", case=case)
