"""The form of a result: shape, dtype, device, finite numbers, a scalar, a tuple, an exact value."""

from typing import Any

import numpy as np
import numpy.typing as npt

from exercises.checking.arrays import (
    described,
    device_of,
    dtype_of,
    index_said,
    is_array,
    is_number,
    is_tensor,
    shape_of,
    wide,
)
from exercises.checking.failures import rule_broken
from exercises.checking.tolerances import dtype_name


def expect_shape(
    got: Any, shape: tuple[int, ...], *, what: str = "the result", case: str = ""
) -> None:
    """Expect an array or number of exactly this shape; () is a number or an array without axes.

    Raises:
        CheckFailed: when it is neither array nor number, or has another shape.

    """
    rule = f"{_shape_named(tuple(shape))} is returned"
    if not is_array(got) and not is_number(got):
        rule_broken(case, f"{what} is {described(got)}", rule)
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
        rule_broken(case, f"{what} is {described(got)}", rule)
    if dtype_of(got) != dtype_name(dtype):
        rule = f"it keeps the dtype {dtype_name(dtype)}"
        rule_broken(case, f"{what} has dtype {dtype_of(got)}", rule)


def expect_tensor(got: Any, like: Any, *, what: str = "the result", case: str = "") -> None:
    """Expect a finite torch tensor with shape, dtype and device of another.

    Raises:
        CheckFailed: naming the first of these that differs.

    """
    if not is_tensor(got):
        rule_broken(case, f"{what} is no torch tensor", "a torch tensor is returned")
    expect_shape(got, shape_of(like), what=what, case=case)
    expect_dtype(got, like.dtype, what=what, case=case)
    expect_device(got, device_of(like), what=what, case=case)
    expect_finite(got, what=what, case=case)


def expect_device(got: Any, device: str, *, what: str = "the result", case: str = "") -> None:
    """Expect a result on this device, "cpu" or "cuda", as `Solution.device` names it.

    Raises:
        CheckFailed: when it lies elsewhere.

    """
    if device_of(got) != device:
        rule_broken(case, f"{what} is on {device_of(got)}", f"it stays on {device}, as the inputs")


def expect_finite(got: Any, *, what: str = "the result", case: str = "") -> None:
    """Expect numbers, none of them NaN or infinite.

    Raises:
        CheckFailed: when it holds anything else.

    """
    if not is_array(got) and not is_number(got):
        rule_broken(case, f"{what} is {described(got)}", "finite numbers are returned")
    numbers = wide(got)
    finite = np.isfinite(numbers)
    if finite.all():
        return
    entry = np.unravel_index(int(np.argmin(finite)), numbers.shape)
    where = f" at entry {index_said(entry)}" if numbers.ndim else ""
    kind = "NaN" if np.isnan(numbers[entry]) else "infinite"
    rule_broken(case, f"{what} is {kind}{where}", "every number is finite")


def expect_real(got: Any, *, what: str = "the result", case: str = "") -> None:
    """Expect numbers that are not complex, by dtype.

    Raises:
        CheckFailed: when it is complex, even where every imaginary part is 0.

    """
    if np.iscomplexobj(wide(got)):
        rule_broken(case, f"{what} is complex", "real numbers are returned")


def expect_scalar(got: Any, *, what: str = "the result", case: str = "") -> float:
    """Expect one finite real number and return it as a float.

    A Python number, a NumPy scalar and an array or tensor of shape () are all taken.

    Raises:
        CheckFailed: when it is anything else.

    """
    if not is_number(got):
        rule_broken(case, f"{what} is {described(got)}", "one real number is returned")
    expect_finite(got, what=what, case=case)
    number = wide(got)
    if np.iscomplexobj(number):
        rule_broken(case, f"{what} is {described(got)}", "one real number is returned")
    return float(number)


def expect_tuple(
    got: Any, names: tuple[str, ...], *, what: str = "the result", case: str = ""
) -> tuple[Any, ...]:
    """Expect a tuple (or list) of as many items as there are names, and return it as a tuple.

    Args:
        got: what the learner's function returned.
        names: what the items are, as the statement calls them: ("L", "tau").
        what: the quantity.
        case: where it was observed.

    Raises:
        CheckFailed: when it is anything else.

    """
    rule = f"({', '.join(names)}) is returned"
    if not isinstance(got, tuple | list):
        rule_broken(case, f"{what} is {described(got)}", rule)
    if len(got) != len(names):
        rule_broken(case, f"{what} has {len(got)} items", rule)
    return tuple(got)


def expect_equal(got: Any, want: Any, *, what: str, case: str = "") -> None:
    """Expect exactly this: labels, whole numbers, truth values, or numbers that no step rounds.

    Containers are compared item by item, a list is as good as a tuple, and no NaN equals another.
    A truth value is no number.

    Raises:
        CheckFailed: showing what is wrong, never what would be right.

    """
    if isinstance(want, tuple | list):
        items = expect_tuple(got, tuple("·" for _ in want), what=what, case=case)
        for position, (item, right) in enumerate(zip(items, want, strict=True)):
            expect_equal(item, right, what=f"{what}, item {position}", case=case)
        return
    rule = "exactly the right one, since nothing here is rounded"
    if isinstance(want, dict):
        if not isinstance(got, dict) or got.keys() != want.keys():
            keys = sorted(map(str, want))
            rule_broken(case, f"{what} is {described(got)}", f"a dict with the keys {keys}")
        for key, right in want.items():
            expect_equal(got[key], right, what=f"{what}[{key!r}]", case=case)
    elif is_array(want) and shape_of(want):
        expect_shape(got, shape_of(want), what=what, case=case)
        if (dtype_of(got) == "bool") != (dtype_of(want) == "bool"):
            kinds = "truth values, no numbers" if dtype_of(want) == "bool" else "numbers"
            rule_broken(case, f"{what} holds {dtype_of(got)}", f"{kinds} are returned")
        ours, theirs = _plain(want), _plain(got)
        wrong = np.argwhere(~(theirs == ours))
        if len(wrong):
            entry = tuple(wrong[0])
            observed = f"{what} at entry {index_said(entry)} is {theirs[entry]}"
            rule_broken(case, observed, rule)
    elif not (_scalar_kind(got) == _scalar_kind(want) and bool(got == want)):
        shown = f'"{got[:40]}"' if isinstance(got, str) else described(got)
        rule_broken(case, f"{what} is {shown}", rule)


def _plain(value: Any) -> npt.NDArray[Any]:
    return np.asarray(value.detach().cpu().numpy() if is_tensor(value) else value)


def _scalar_kind(value: Any) -> str:
    if isinstance(value, bool) or (is_array(value) and dtype_of(value) == "bool"):
        return "truth value"
    return "number" if is_number(value) else type(value).__name__


def _shape_named(shape: tuple[int, ...]) -> str:
    return f"an array of shape {shape}" if shape else "one number"
