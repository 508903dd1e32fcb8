"""The memory layout of an input must not matter."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from exercises.checking.arrays import is_array, is_tensor, shape_of
from exercises.checking.calls import argument_said
from exercises.checking.closeness import expect_alike
from exercises.checking.failures import Solution, rule_broken
from exercises.checking.tolerances import Tolerance

RULE = "the layout of an input in memory does not matter"


def expect_layouts(
    solution: Solution,
    *args: Any,
    tolerance: Tolerance,
    constant: Sequence[int | str] = (),
    what: str = "the result",
    case: str = "",
    **kwargs: Any,
) -> Any:
    """Expect the same result for each layout of each array argument, and return it.

    Each array with axes is handed in once in Fortran order (from two axes on), once as every
    second entry of a larger array, and once (NumPy) backwards in memory.

    Args:
        solution: the learner's function.
        args: its arguments, contiguous.
        tolerance: how near the results must be: other layouts sum in another order.
        constant: positions or names of arguments all of whose entries are the same; they are
            handed in with stride 0, too.
        what: the quantity.
        case: where it was observed.
        kwargs: its keyword arguments.

    Raises:
        CheckFailed: naming the argument and its layout, when the result differs or none is there.
        SolutionRaised: what the learner's function raised for contiguous arguments.
        ValueError: where an argument named as constant is not.

    """
    plain = solution(*args, **kwargs)
    named: dict[int | str, Any] = dict([*enumerate(args), *kwargs.items()])
    for key, value in named.items():
        for layout, other in _layouts(value, is_constant=key in constant):
            arguments = {**named, key: other}
            outcome = solution.call(
                *(arguments[place] for place in range(len(args))),
                **{name: arguments[name] for name in kwargs},
            )
            name = argument_said(_name(solution, key))
            where = f"{name} {layout}" if name[0] == "`" else f"argument {name} {layout}"
            where = f"{case}, {where}" if case else where
            if outcome.raised is not None:
                raised = str(outcome.raised).rstrip(".")
                rule_broken(where, f"the call raised {raised}", RULE)
            shown = f"{what}, compared with that of contiguous arguments,"
            expect_alike(outcome.value, plain, tolerance=tolerance, what=shown, case=where)
    return plain


def _name(solution: Solution, key: int | str) -> int | str:
    if isinstance(key, int) and key < len(solution.parameters):
        return solution.parameters[key]
    return key


def _layouts(value: Any, *, is_constant: bool) -> Iterator[tuple[str, Any]]:
    if not is_array(value) or not shape_of(value):
        return
    if len(shape_of(value)) > 1:
        yield "in Fortran order", _fortran(value)
    yield "strided", _strided(value)
    if not is_tensor(value):
        yield "with negative strides", _backwards(value)
    if is_constant:
        yield "with stride 0", _repeated(value)


def _fortran(value: Any) -> Any:
    if is_tensor(value):
        return value.mT.contiguous().mT
    return np.asfortranarray(value)


def _strided(value: Any) -> Any:
    """Return the same entries with another, NaN or 1, after each: read by mistake, it shows."""
    last = shape_of(value)[-1]
    shape = (*shape_of(value)[:-1], 2 * last)
    larger = value.new_empty(shape) if is_tensor(value) else np.empty(shape, value.dtype)
    floats = value.is_floating_point() if is_tensor(value) else value.dtype.kind == "f"
    larger[...] = float("nan") if floats else 1
    larger[..., ::2] = value
    return larger[..., ::2]


def _backwards(value: Any) -> Any:
    turned = tuple(slice(None, None, -1) for _ in shape_of(value))
    return np.ascontiguousarray(value[turned])[turned]


def _repeated(value: Any) -> Any:
    one = value.reshape(-1)[:1]
    if value.reshape(-1).tolist() != one.tolist() * len(value.reshape(-1)):
        raise ValueError("an argument is named as constant, but its entries differ")
    if is_tensor(value):
        return one.reshape((1,) * value.ndim).expand(value.shape)
    return np.broadcast_to(one, value.shape)
