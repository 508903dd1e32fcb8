"""How near a result is to the right one: by value, by forward error, by backward error.

No message carries an expected value: it names the case, the quantity, and the learner's own number.
A NaN fails every comparison, since each is written as "holds", never as "does not break".
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from exercises.checking.arrays import (
    dtype_of,
    index_said,
    is_array,
    is_number,
    norm,
    shape_of,
    spectral_norm,
    wide,
)
from exercises.checking.failures import rule_broken
from exercises.checking.forms import expect_equal, expect_finite, expect_real, expect_shape
from exercises.checking.tolerances import Tolerance, about, tolerance_for, within


def expect_close(got: Any, want: Any, *, tolerance: Tolerance, what: str, case: str = "") -> None:
    """Expect ‖got − want‖ ≤ tolerance · ‖want‖ in the 2-norm of all entries.

    Where `want` is zero the rule is ‖got‖ ≤ tolerance. A complex result is taken only where `want`
    is complex.

    Args:
        got: the learner's array or number, NumPy or torch, of the same shape as `want`.
        want: the expected array or number; all finite.
        tolerance: from `tolerance_for`, or a bound with its reason.
        what: the quantity, as in "the direction".
        case: where it was observed, as in "float32, n = 50".

    Raises:
        CheckFailed: when the shape differs, an entry is NaN or infinite, or the error is too large.

    """
    expect_shape(got, shape_of(want), what=what, case=case)
    expect_finite(got, what=what, case=case)
    theirs, ours = wide(got), wide(want)
    if not np.iscomplexobj(ours):
        expect_real(got, what=what, case=case)
    with np.errstate(over="ignore"):
        error, size = norm(theirs - ours), norm(ours)
    if within(error, tolerance.bound * (size if size > 0 else 1.0)):
        return
    if size > 0:
        observed = f"{what} is off by a relative error of about {about(error / size)}"
    else:
        observed = f"{what} should be zero, but its norm is about {about(error)}"
    rule = f"an error of at most {tolerance}"
    rule_broken(case, f"{observed}{_worst_entry(theirs, ours)}", rule)


def expect_alike(got: Any, want: Any, *, tolerance: Tolerance, what: str, case: str = "") -> None:
    """Expect two results to agree, item by item where they are tuples, lists or dicts.

    Numbers and arrays agree as `expect_close` says, infinities and all else exactly.

    Raises:
        CheckFailed: naming the first item that differs.

    """
    if isinstance(want, tuple | list) and isinstance(got, tuple | list) and len(want) == len(got):
        for position, (item, right) in enumerate(zip(got, want, strict=True)):
            named = f"{what}, item {position}"
            expect_alike(item, right, tolerance=tolerance, what=named, case=case)
    elif isinstance(want, dict) and isinstance(got, dict) and want.keys() == got.keys():
        for key, right in want.items():
            named = f"{what}[{key!r}]"
            expect_alike(got[key], right, tolerance=tolerance, what=named, case=case)
    elif (is_array(want) or is_number(want)) and np.isfinite(wide(want)).all():
        expect_close(got, want, tolerance=tolerance, what=what, case=case)
    else:
        expect_equal(got, want, what=what, case=case)


def expect_solution(
    got: Any,
    want: Any,
    *,
    condition: float,
    dtype: object = "float64",
    what: str,
    case: str = "",
) -> None:
    """Expect a small forward error ‖x − x*‖ ≤ 10·κ·eps·‖x*‖ of the solution of a linear system.

    Args:
        got: the learner's x.
        want: x*, computed from the same rounded inputs in a wider dtype, or known by construction.
        condition: κ, the 2-norm condition number of the matrix.
        dtype: that of the inputs.
        what: the quantity, as in "the Newton step".
        case: where it was observed.

    Raises:
        ValueError: where 10·κ·eps is not below 1e-2: nothing is known of x then; `expect_solves`.
        CheckFailed: when the shape differs, an entry is NaN or infinite, or the error is too large.

    """
    tolerance = tolerance_for(dtype, "solve", condition=condition)
    expect_close(got, want, tolerance=tolerance, what=what, case=case)


def expect_solves(matrix: Any, got: Any, rhs: Any, *, what: str, case: str = "") -> None:
    """Expect a small backward error ‖b − Ax‖ / (‖A‖₂‖x‖ + ‖b‖) of x as the solution of Ax = b.

    Args:
        matrix: A, shape (n, n); its dtype picks the tolerance.
        got: the learner's x, shape of `rhs`.
        rhs: b, shape (n,) or (n, k).
        what: the quantity, as in "the Newton step".
        case: where it was observed.

    Raises:
        CheckFailed: when the shape differs, an entry is NaN or infinite, or the error is too large.

    """
    expect_shape(got, shape_of(rhs), what=what, case=case)
    a, x, b = wide(matrix), wide(got), wide(rhs)
    tolerance = tolerance_for(dtype_of(matrix), "backward", size=a.shape[0])
    expect_finite(got, what=what, case=case)
    scale = spectral_norm(a) * norm(x) + norm(b)
    expect_residual(b - a @ x, scale=scale, tolerance=tolerance, what=what, case=case)


def expect_residual(
    residual: Any, *, scale: float, tolerance: Tolerance, what: str, case: str = ""
) -> None:
    """Expect ‖residual‖ ≤ tolerance · scale: the backward error of any equation.

    Args:
        residual: what the learner's result leaves over in the equation, computed by the check.
        scale: the size of the equation's terms, such as ‖A‖₂‖x‖ + ‖b‖.
        tolerance: from `tolerance_for(dtype, "backward", size=n)`.
        what: the quantity that should solve the equation.
        case: where it was observed.

    Raises:
        CheckFailed: when the residual is NaN, infinite or too large.

    """
    expect_finite(residual, what=f"the residual of {what}", case=case)
    left_over = norm(wide(residual))
    if within(left_over, tolerance.bound * scale):
        return
    share = about(left_over / scale) if scale > 0 else about(left_over)
    observed = f"{what} leaves a relative residual of about {share}"
    rule_broken(case, observed, f"a backward error of at most {tolerance}")


def _worst_entry(got: npt.NDArray[Any], want: npt.NDArray[Any]) -> str:
    with np.errstate(over="ignore"):
        entry = np.unravel_index(int(np.argmax(np.abs(got - want))), got.shape)
    where = f", most at entry {index_said(entry)}, where" if got.ndim else ";"
    return f"{where} yours is {got[entry]:.6g}"
