"""Runs a function of ours, the reference or a known mistake, on the inputs of a learner's call."""

import time
from collections.abc import Callable
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
from grader.judging.judge.oracles import Oracles
from grader.judging.wire import TaskFunction

REPLAY_LIMIT_S = 2.0
RESERVE_BYTES = 1 << 30


def replay(
    function: Callable[..., Any], arguments: Arguments, called: TaskFunction
) -> CallRecord | None:
    """Return what a function makes of copies of these arguments; None where it takes too long."""
    oracles = Oracles()
    own = arguments_copy(arguments)
    # Arguments beyond the signature have no name; they are handed on all the same.
    names = [*called.parameters, *[""] * len(own.args)]
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
    mutated = arguments_name(mutated_names(arguments, own), called.parameters)
    return CallRecord(called, arguments, Outcome(value, raised, mutated, seconds), oracles.counts)
