"""What a check expects. Each failure says what was observed, then the rule.

No message carries an expected value: it names the case, the quantity, and the learner's own number.
A NaN fails every comparison, since each is written as "holds", never as "does not break".
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from exercises.checking.arrays import dtype_of, is_array, is_number, shape_of, wide
from exercises.checking.failures import Outcome, rule_broken
from exercises.checking.tolerances import Tolerance, about, dtype_name, tolerance_for


def expect_close(
    got: Any, want: Any, *, tolerance: Tolerance | float, what: str, case: str = ""
) -> None:
    """Expect ‖got − want‖ ≤ tolerance · ‖want‖ in the 2-norm.

    Where `want` is zero the rule is ‖got‖ ≤ tolerance.

    Args:
        got: the learner's array or number, NumPy or torch, of the same shape as `want`.
        want: the expected array or number; all finite.
        tolerance: from `tolerance_for`, or a plain bound.
        what: the quantity, as in "the direction".
        case: where it was observed, as in "float32, n = 50".

    Raises:
        CheckFailed: when the shape differs, an entry is NaN or infinite, or the error is too large.

    """
    expect_shape(got, shape_of(want), what=what, case=case)
    expect_finite(got, what=what, case=case)
    theirs, ours = wide(got), wide(want)
    error, size = _norm(theirs - ours), _norm(ours)
    bound = tolerance.bound if isinstance(tolerance, Tolerance) else float(tolerance)
    if error <= bound * (size if size > 0 else 1.0):
        return
    if size > 0:
        observed = f"{what} is off by a relative error of about {about(error / size)}"
    else:
        observed = f"{what} should be zero, but its norm is about {about(error)}"
    rule = f"an error of at most {_said(tolerance)}"
    rule_broken(case, f"{observed}{_worst_entry(theirs, ours)}", rule)


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
    expect_finite(got, what=what, case=case)
    a, x, b = wide(matrix), wide(got), wide(rhs)
    scale = float(np.linalg.norm(a, 2)) * _norm(x) + _norm(b)
    tolerance = tolerance_for(dtype_of(matrix), "backward", size=a.shape[0])
    residual = _norm(b - a @ x)
    if residual <= tolerance.bound * scale:
        return
    observed = f"{what} leaves a relative residual of about {about(residual / scale)}"
    rule_broken(case, observed, f"a backward error of at most {tolerance}")


def expect_shape(
    got: Any, shape: tuple[int, ...], *, what: str = "the result", case: str = ""
) -> None:
    """Expect an array or number of exactly this shape; () is a number or an array without axes.

    Raises:
        CheckFailed: when it is neither array nor number, or has another shape.

    """
    rule = f"{_shape_named(tuple(shape))} is returned"
    if not is_array(got) and not is_number(got):
        rule_broken(case, f"{what} is {_described(got)}", rule)
    if shape_of(got) != tuple(shape):
        is_plain = shape_of(got) == ()
        rule_broken(
            case, f"{what} {'is one number' if is_plain else f'has shape {shape_of(got)}'}", rule
        )


def expect_dtype(got: Any, dtype: object, *, what: str = "the result", case: str = "") -> None:
    """Expect an array of this dtype, given by name or as a NumPy or torch dtype.

    Raises:
        CheckFailed: when it is no array or has another dtype.

    """
    if not is_array(got):
        rule = f"an array of dtype {dtype_name(dtype)} is returned"
        rule_broken(case, f"{what} is {_described(got)}", rule)
    if dtype_of(got) != dtype_name(dtype):
        rule = f"it keeps the dtype {dtype_name(dtype)}"
        rule_broken(case, f"{what} has dtype {dtype_of(got)}", rule)


def expect_finite(got: Any, *, what: str = "the result", case: str = "") -> None:
    """Expect numbers, none of them NaN or infinite.

    Raises:
        CheckFailed: when it holds anything else.

    """
    if not is_array(got) and not is_number(got):
        rule_broken(case, f"{what} is {_described(got)}", "finite numbers are returned")
    numbers = wide(got)
    finite = np.isfinite(numbers)
    if finite.all():
        return
    entry = np.unravel_index(int(np.argmin(finite)), numbers.shape)
    where = f" at entry {_index(entry)}" if numbers.ndim else ""
    kind = "NaN" if np.isnan(numbers[entry]) else "infinite"
    rule_broken(case, f"{what} is {kind}{where}", "every number is finite")


def expect_scalar(got: Any, *, what: str = "the result", case: str = "") -> float:
    """Expect one finite real number and return it as a float.

    A Python number, a NumPy scalar and an array or tensor of shape () are all taken.

    Raises:
        CheckFailed: when it is anything else.

    """
    if not is_number(got):
        rule_broken(case, f"{what} is {_described(got)}", "one real number is returned")
    expect_finite(got, what=what, case=case)
    number = wide(got)
    if np.iscomplexobj(number):
        rule_broken(case, f"{what} is {_described(got)}", "one real number is returned")
    return float(number)


def expect_raises(
    outcome: Outcome,
    kinds: str | type[Exception] | tuple[str | type[Exception], ...],
    *,
    what: str = "the call",
    case: str = "",
) -> None:
    """Expect that the call raised an exception of one of these classes, by class or by its name.

    Raises:
        CheckFailed: when it returned, or raised something else.

    """
    named = kinds if isinstance(kinds, tuple) else (kinds,)
    # torch calls its own LinAlgError _LinAlgError; what the solution raised comes without it.
    names = [kind if isinstance(kind, str) else kind.__name__.lstrip("_") for kind in named]
    rule = f"it raises {' or '.join(names)}"
    if outcome.raised is None:
        rule_broken(case, f"{what} returned {_described(outcome.value)}", rule)
    if outcome.raised.kind not in names:
        rule_broken(case, f"{what} raised {str(outcome.raised).rstrip('.')}", rule)


def expect_unmutated(outcome: Outcome, *, case: str = "") -> None:
    """Expect that no argument changed during the call.

    Raises:
        CheckFailed: naming the first argument that changed.

    """
    if outcome.mutated:
        first = outcome.mutated[0]
        named = f"`{first}`" if isinstance(first, str) else f"number {first + 1}"
        observed = f"the argument {named} changed during the call"
        rule_broken(case, observed, "inputs are left as they were")


def expect_at_most(count: int, budget: int, *, what: str, case: str = "") -> None:
    """Expect a count, of oracle calls for example, to keep within its budget.

    Raises:
        CheckFailed: when the count is larger.

    """
    if not count <= budget:
        rule_broken(case, f"{count} {what} were used", f"at most {budget}")


def _norm(numbers: npt.NDArray[Any]) -> float:
    return float(np.linalg.norm(numbers.ravel()))


def _said(tolerance: Tolerance | float) -> str:
    return str(tolerance) if isinstance(tolerance, Tolerance) else f"{tolerance:.0e}"


def _worst_entry(got: npt.NDArray[Any], want: npt.NDArray[Any]) -> str:
    entry = np.unravel_index(int(np.argmax(np.abs(got - want))), got.shape)
    where = f", most at entry {_index(entry)}, where" if got.ndim else ";"
    return f"{where} yours is {got[entry]:.6g}"


def _index(entry: tuple[Any, ...]) -> str:
    return "[" + ", ".join(str(int(position)) for position in entry) + "]"


def _shape_named(shape: tuple[int, ...]) -> str:
    return f"an array of shape {shape}" if shape else "one number"


def _described(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return str(value)
    if is_array(value) and shape_of(value):
        return f"an array of shape {shape_of(value)}"
    if is_number(value):
        number = wide(value)[()]
        return f"the number {number:.6g}" if np.isfinite(number) else f"{number:g}"
    return f"a value of type {dtype_of(value)}"
