"""Runs a function of ours, the reference or a known mistake, on the inputs of a learner's call."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from exercises.checking.failures import Outcome
from grader.judging.judge.calls import (
    Arguments,
    CallRecord,
    arguments_copy,
    arguments_name,
    mutated_names,
    raised_normalise,
)
from grader.judging.judge.guard import TimeIsUp, guarded

REPLAY_LIMIT_S = 2.0
RESERVE_BYTES = 1 << 30


def replay(
    function: Callable[..., Any], arguments: Arguments, parameters: Sequence[str]
) -> CallRecord | None:
    """Return what a function makes of copies of these arguments; None where it takes too long."""
    oracles = _Oracles()
    own = arguments_copy(arguments)
    # Arguments beyond the signature have no name; they are handed on all the same.
    names = [*parameters, *[""] * len(own.args)]
    args = [oracles.counting(value, name) for value, name in zip(own.args, names, strict=False)]
    kwargs = {name: oracles.counting(value, name) for name, value in own.kwargs.items()}
    value, raised = None, None
    started = time.perf_counter()
    try:
        with guarded(REPLAY_LIMIT_S, RESERVE_BYTES):
            value = function(*args, **kwargs)
    except TimeIsUp:
        return None
    except (Exception, SystemExit) as error:  # noqa: BLE001 (an exception is an outcome too)
        raised = raised_normalise(type(error).__name__, str(error), None)
    seconds = time.perf_counter() - started - oracles.seconds
    mutated = arguments_name(mutated_names(arguments, own), parameters)
    return CallRecord(arguments, Outcome(value, raised, mutated, seconds), oracles.counts)


class _Oracles:
    """Counts and times the callables that a function of ours is handed."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.seconds = 0.0

    def counting(self, value: Any, name: str) -> Any:
        """Return a callable that counts itself, and anything else as it is."""
        if not callable(value):
            return value

        def counted(*args: Any) -> Any:
            self.counts[name] += 1
            started = time.perf_counter()
            try:
                return value(*args)
            finally:
                self.seconds += time.perf_counter() - started

        return counted
