"""The solution process: executes the learner's module and answers the judge's calls."""

from __future__ import annotations

import builtins
import contextlib
import itertools
import os
import random
import socket
import sys
import threading
import types
from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np

from grader.inside import devices
from grader.inside.channel import Channel
from grader.inside.faults import (
    Fault,
    fault_describe,
    learner_source_register,
    refusal_describe,
)
from grader.inside.frames import ChannelClosed, FrameError
from grader.inside.messages import (
    Call,
    LoadFailed,
    OracleCall,
    OracleRaised,
    OracleReturn,
    Raised,
    Ready,
    Return,
    solution_payload_decode,
)
from grader.inside.mutation import Snapshot
from grader.inside.nodes import OracleNode
from grader.inside.observing import Observer
from grader.inside.values import UnsupportedValue, torch_loaded

MODULE_NAME = "solution"
FILE_NAME = "solution.py"
NOT_YET_VALUES: dict[type, str] = {
    types.CoroutineType: "Your function returned a coroutine: write `def`, not `async def`.",
    types.AsyncGeneratorType: (
        "Your function returned an asynchronous generator: write `def`, not `async def`, and "
        "return the value instead of yielding it."
    ),
    types.GeneratorType: (
        "Your function returned a generator: return the value itself, such as a list, instead of "
        "yielding it."
    ),
}
LAST_WORDS = (
    b"Your code changed something that the grader's own code needs, or left it no memory.\n"
)


def main(payload: bytes, channel: socket.socket, report: socket.socket | None) -> None:
    """Entry point of a solution run; `payload` is an encoded SolutionPayload."""
    order = solution_payload_decode(payload)
    process = SolutionProcess(channel, order.frame_limit_bytes)
    _random_seed()
    try:
        if process.load(order.code):
            process.serve()
    except ChannelClosed:
        pass  # That the judge has heard enough is no fault.
    except BaseException:  # noqa: BLE001 our own traceback would tell the learner nothing
        # Written past sys.stderr, which may be what broke.
        os.write(2, LAST_WORDS)
        os._exit(1)


def _random_seed() -> None:
    """Seed the global generators, so that the same code does the same in every run."""
    random.seed(0)
    np.random.seed(0)
    torch = torch_loaded()
    if torch is not None:
        torch.manual_seed(0)


class SolutionProcess:
    """The learner's module on one end of a channel."""

    def __init__(self, sock: socket.socket, frame_limit_bytes: int) -> None:
        self._channel = Channel(
            sock, frame_limit_bytes, side="solution", oracle_make=self._oracle_make
        )
        self._module = types.ModuleType(MODULE_NAME)
        self._module.__file__ = FILE_NAME
        self._questions = itertools.count()
        self._asking = threading.Lock()
        self._finished_calls = 0

    def load(self, code: bytes) -> bool:
        """Execute the learner's code as module `solution`; tell the judge how that went."""
        learner_source_register(FILE_NAME, code)
        sys.modules[MODULE_NAME] = self._module
        try:
            exec(compile(code, FILE_NAME, "exec", dont_inherit=True), self._module.__dict__)  # noqa: S102
        except BaseException as error:  # noqa: BLE001 SystemExit too is an answer to the judge
            fault = fault_describe(error, FILE_NAME)
            self._channel.send(LoadFailed(**fault.fields()))
            return False
        self._channel.send(Ready())
        return True

    def serve(self) -> NoReturn:
        """Answer calls until the judge closes the channel, which raises ChannelClosed."""
        while True:
            message, values = self._channel.receive()
            if isinstance(message, Call):
                self._answer(message, *values)
            # While the next call is awaited, its arguments belong to nobody but the learner's code.
            del message, values

    def _answer(self, call: Call, args: object, kwargs: object) -> None:
        if not isinstance(args, tuple) or not isinstance(kwargs, dict):
            return
        before = Snapshot(args, kwargs)
        observer = Observer(call.watch)
        value, fault = None, None
        try:
            with observer.running():
                value = self._function(call.function)(*args, **kwargs)
                devices.work_wait()
        except BaseException as error:  # noqa: BLE001 SystemExit too is an answer to the judge
            fault = fault_describe(error, FILE_NAME)
        with self._asking:
            self._finished_calls += 1
        seen = {"id": call.id, "mutated": before.mutated(), **observer.finish(args, kwargs, value)}
        if fault is None:
            fault = self._return(Return(**seen), value)
        if fault is not None:
            self._channel.send(Raised(**seen, **fault.fields()))

    def _return(self, answer: Return, value: object) -> Fault | None:
        """Send what a call returned; return why, where that may not cross."""
        try:
            if words := NOT_YET_VALUES.get(type(value)):
                if isinstance(value, types.CoroutineType):
                    # Or the interpreter warns of it, and names a file of ours as its place.
                    value.close()
                return Fault("UnsupportedValue", words)
            self._channel.send(answer, (value,))
        except ChannelClosed:
            raise
        except UnsupportedValue as error:
            return refusal_describe(error)
        except BaseException as error:  # noqa: BLE001 the value's type has code of its own
            return fault_describe(error, FILE_NAME)
        return None

    def _function(self, name: str) -> Callable[..., object]:
        try:
            function: Callable[..., object] = self._module.__dict__[name]
        except KeyError:
            raise NameError(f"Your code does not define {name}.") from None
        return function

    def _oracle_make(self, node: OracleNode) -> Callable[..., object]:
        # Made while its call is being received, so this is the count of the calls before.
        finished_calls = self._finished_calls

        def oracle(*args: object) -> Any:
            with self._asking:
                if self._finished_calls != finished_calls:
                    raise RuntimeError("This function belongs to a call that has returned.")
                return self._oracle_ask(node.number, args)

        name = f"oracle_{node.number}"
        if node.is_differentiable:
            # Only now: what has no torch does not import it.
            from grader.inside.differentiable import differentiable_make

            return differentiable_make(oracle, name)
        oracle.__name__ = name
        return oracle

    def _oracle_ask(self, number: int, args: tuple[object, ...]) -> object:
        question = next(self._questions)
        self._channel.send(OracleCall(id=question, oracle=number), (args,))
        message, values = self._channel.receive()
        if isinstance(message, OracleReturn) and message.id == question:
            return values[0]
        if isinstance(message, OracleRaised) and message.id == question:
            raise _exception_make(message)
        raise FrameError("The judge answered something else than the oracle's call.")


def _exception_make(message: OracleRaised) -> Exception:
    kind = getattr(builtins, message.kind, None)
    if isinstance(kind, type) and issubclass(kind, Exception):
        with contextlib.suppress(TypeError):
            return kind(message.message)
    return RuntimeError(f"{message.kind}: {message.message}")
