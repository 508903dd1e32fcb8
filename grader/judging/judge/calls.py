"""A call of the function under test: its arguments, its outcome, what it cost in oracle calls."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from exercises.checking.arrays import is_array, is_tensor
from exercises.checking.failures import Outcome, SolutionRaised
from grader.inside.values import tensor_bytes
from grader.judging.wire import TaskFunction

MEMORY_PHRASES = ("can't allocate memory", "out of memory")


class Arguments(NamedTuple):
    """The arguments of one call."""

    args: tuple[Any, ...]
    kwargs: dict[str, Any]


class CallRecord(NamedTuple):
    """One call: which function, what went in, what came out, the oracle calls by parameter name."""

    function: TaskFunction
    arguments: Arguments
    outcome: Outcome
    oracle_calls: Mapping[str, int]


def raised_normalise(kind: str, message: str, line: int | None) -> SolutionRaised:
    """Return an exception under one plain name, whichever library raised it.

    torch reports a failed allocation as a RuntimeError, and its LinAlgError has an underscore.
    """
    kind = kind.rpartition(".")[2].lstrip("_")
    if kind == "OutOfMemoryError" or (
        kind == "RuntimeError" and any(phrase in message for phrase in MEMORY_PHRASES)
    ):
        kind = "MemoryError"
    return SolutionRaised(kind, message, line)


def arguments_copy(arguments: Arguments) -> Arguments:
    """Return the arguments with every array copied; callables stay."""
    args = tuple(_copy(value) for value in arguments.args)
    return Arguments(args, {name: _copy(value) for name, value in arguments.kwargs.items()})


def arguments_bytes(arguments: Arguments) -> int:
    """Return the size of all arrays among the arguments."""
    return values_bytes((*arguments.args, *arguments.kwargs.values()))


def values_bytes(values: Iterable[Any]) -> int:
    """Return the size of all arrays among values of the channel's grammar."""
    return sum(map(_bytes, values))


def mutated_names(before: Arguments, after: Arguments) -> tuple[int | str, ...]:
    """Return positions and names of the arguments that differ in any byte."""
    pairs: list[tuple[int | str, Any, Any]] = [
        *(
            (position, *pair)
            for position, pair in enumerate(zip(before.args, after.args, strict=True))
        ),
        *((name, value, after.kwargs[name]) for name, value in before.kwargs.items()),
    ]
    return tuple(key for key, old, new in pairs if not _identical(old, new))


def arguments_name(
    changed: Iterable[int | str], parameters: Sequence[str]
) -> tuple[int | str, ...]:
    """Return positions as the names the signature gives them; those beyond it stay numbers."""
    return tuple(
        parameters[key] if isinstance(key, int) and 0 <= key < len(parameters) else key
        for key in changed
    )


def _copy(value: Any) -> Any:
    if is_tensor(value):
        return value.detach().clone()
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, list | tuple):
        return type(value)(_copy(item) for item in value)
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    return value


def _bytes(value: Any) -> int:
    if is_array(value):
        return int(value.nbytes)
    if isinstance(value, list | tuple):
        return values_bytes(value)
    if isinstance(value, dict):
        return values_bytes(value.values())
    return 0


def _identical(old: Any, new: Any) -> bool:
    if is_tensor(old):
        # By bytes, since NumPy has no bfloat16.
        return bool(old.shape == new.shape) and _identical(tensor_bytes(old), tensor_bytes(new))
    if isinstance(old, np.ndarray):
        return bool(old.shape == new.shape and old.tobytes() == new.tobytes())
    if isinstance(old, list | tuple):
        return len(old) == len(new) and all(map(_identical, old, new))
    if isinstance(old, dict):
        return old.keys() == new.keys() and all(_identical(old[key], new[key]) for key in old)
    return bool(old is new or old == new)
