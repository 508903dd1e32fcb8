"""The judge's end of the channel: calls the learner's function, and serves it oracles meanwhile."""

import socket
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from exercises.checking.differentiating import Differentiable
from exercises.checking.failures import Outcome, SolutionRaised, Watch
from grader.inside import messages
from grader.inside.channel import Channel, SharedArguments
from grader.inside.frames import ChannelClosed, FrameError
from grader.inside.values import UnsupportedValue
from grader.judging.judge.calls import arguments_name, raised_normalise
from grader.judging.judge.keeping import ArgumentsKept, Keeper
from grader.judging.judge.reporting import Reporter
from grader.judging.wire import GoneReason, JudgeTask, TaskFunction


class SolutionGone(Exception):
    """The solution process will not answer any more; `reason` is that of the report's `Gone`."""

    def __init__(self, reason: GoneReason) -> None:
        """Say why."""
        super().__init__(reason)
        self.reason: GoneReason = reason


class Conversation:
    """What has been asked and answered on one channel."""

    def __init__(self, task: JudgeTask, channel: socket.socket, reporter: Reporter) -> None:
        """Take over the judge's end of the channel."""
        self.counts: Counter[str] = Counter()
        self._task = task
        self._function = task.functions[0]
        self._reporter = reporter
        self._channel = Channel(
            channel, task.frame_limit_bytes, side="judge", oracle_number=self._oracle_number
        )
        self._keeper = Keeper(task.memory_limit_bytes)
        self._calls = 0
        self._frames = 0
        self._oracle_calls = 0
        self._oracles: dict[int, Callable[..., Any]] = {}
        self._next_oracle = 0
        self._names: dict[int, str] = {}
        self._oracle_seconds = 0.0

    def loaded(self) -> messages.LoadFailed | None:
        """Wait until the learner's code is loaded; return None, or why it is not.

        Raises:
            SolutionGone: when the process ends before.

        """
        try:
            message, _ = self._receive()
        finally:
            self._reporter.state("computing")
        if isinstance(message, messages.LoadFailed):
            return message
        if not isinstance(message, messages.Ready):
            raise SolutionGone("malformed")
        return None

    def call(
        self,
        function: TaskFunction,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        watch: Sequence[Watch],
    ) -> Outcome:
        """Return the outcome of a call. The arguments must not change while it runs.

        Raises:
            SolutionGone: when the process ends before it answers, or sends or asks too much.
            UnsupportedValue: when an argument may not cross.

        """
        self._calls += 1
        self._function = function
        self.counts = Counter()
        self._oracle_seconds = 0.0
        self._names = {id(value): name for name, value in self._named(args, kwargs)}
        self._oracles.clear()
        call = messages.Call(id=self._calls, function=function.name, watch=list(watch))
        try:
            self._reporter.state("waiting")
            self._keeper.room_make()
            shared = self._channel.call(call, args, kwargs)
        except ArgumentsKept:
            raised = SolutionRaised("MemoryError", "arguments of earlier calls are kept")
            return Outcome(None, raised, (), 0.0)
        except ChannelClosed:
            raise SolutionGone("closed") from None
        finally:
            self._reporter.state("computing")
        try:
            return self._answer(shared)
        finally:
            self._keeper.keep(shared.memory)

    def _answer(self, shared: SharedArguments) -> Outcome:
        started = time.perf_counter()
        try:
            answer, values = self._answer_await()
            seconds = time.perf_counter() - started - self._oracle_seconds
        finally:
            self._reporter.state("computing")
        raised = None
        if isinstance(answer, messages.Raised):
            raised = raised_normalise(answer.kind, answer.message, answer.line)
        mutated = dict.fromkeys([*shared.mutated(), *answer.mutated])
        return Outcome(
            value=values[0] if values else None,
            raised=raised,
            mutated=self._argument_names(mutated),
            seconds=seconds,
            aliased=self._argument_names(answer.aliased),
            requires_grad=answer.requires_grad,
            state_changed=tuple(answer.state_changed),
            largest_storage_bytes=answer.largest_storage_bytes,
            live_tensors=answer.live_tensors,
        )

    def _answer_await(self) -> tuple[messages.Return | messages.Raised, tuple[Any, ...]]:
        while True:
            message, values = self._receive()
            match message:
                case messages.OracleCall():
                    self._oracle_serve(message, values[0])
                case messages.Return() | messages.Raised() if message.id == self._calls:
                    return message, values
                case _:
                    raise SolutionGone("malformed")

    def _argument_names(self, keys: Iterable[int | str]) -> tuple[int | str, ...]:
        return arguments_name(keys, self._function.parameters)

    def _oracle_serve(self, call: messages.OracleCall, args: Any) -> None:
        self._oracle_calls += 1
        if self._oracle_calls > self._task.oracle_call_limit:
            raise SolutionGone("oracle limit")
        self._reporter.state("serving")
        began = time.perf_counter()
        answer: messages.FromJudge
        try:
            oracle = self._oracles.get(call.oracle)
            if oracle is None:
                raise RuntimeError("this function was handed in for an earlier call")
            name = self._names.get(id(oracle), "")
            answers: Callable[..., Any] = oracle
            if isinstance(oracle, Differentiable):
                name, answers = name + oracle.counted_as(args), oracle.answer
            self.counts[name] += 1
            values: tuple[Any, ...] = (answers(*args),)
            answer = messages.OracleReturn(id=call.id)
        except Exception as error:  # noqa: BLE001 (whatever it is, the learner's code asked for it)
            kind, text = type(error).__name__, str(error)[: messages.MESSAGE_LIMIT_CHARACTERS]
            values, answer = (), messages.OracleRaised(id=call.id, kind=kind, message=text)
        self._oracle_seconds += time.perf_counter() - began
        try:
            self._send(answer, values)
        except UnsupportedValue as error:
            # Nothing has been sent yet. What an oracle makes of odd arguments may be odd too.
            self._send(messages.OracleRaised(id=call.id, kind="TypeError", message=str(error)), ())

    def _oracle_number(self, oracle: Callable[..., object]) -> int:
        self._next_oracle += 1
        self._oracles[self._next_oracle] = oracle
        return self._next_oracle

    def _named(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[tuple[str, Any]]:
        return [*zip(self._function.parameters, args, strict=False), *kwargs.items()]

    def _send(self, message: messages.FromJudge, values: Sequence[Any]) -> None:
        self._reporter.state("waiting")
        try:
            self._channel.send(message, values)
        except ChannelClosed:
            raise SolutionGone("closed") from None

    def _receive(self) -> tuple[Any, tuple[Any, ...]]:
        self._reporter.state("waiting")
        self._frames += 1
        if self._frames > self._task.frame_count_limit:
            raise SolutionGone("frame limit")
        try:
            return self._channel.receive()
        except ChannelClosed:
            raise SolutionGone("closed") from None
        except FrameError:
            raise SolutionGone("malformed") from None
