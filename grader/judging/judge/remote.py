"""The learner's function on the other side of the channel."""

import socket
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from typing import Any, Self

from exercises.checking.failures import Outcome, Watch
from grader.inside import messages
from grader.inside.channel import Channel
from grader.inside.frames import ChannelClosed, FrameError
from grader.inside.values import UnsupportedValue
from grader.judging.judge.calls import (
    Arguments,
    CallRecord,
    arguments_bytes,
    arguments_name,
    raised_normalise,
    values_bytes,
)
from grader.judging.judge.reporting import Reporter
from grader.judging.wire import JudgeTask

# A trial of `expect_growth` makes 14 calls; its diagnosis needs both sizes.
RECENT_CALLS = 16
RECENT_LIMIT_BYTES = 256 * 1024 * 1024


class SolutionGone(Exception):
    """The solution process will not answer any more; `reason` is that of the report's `Gone`."""

    def __init__(self, *, malformed: bool) -> None:
        """Tell a closed channel from one that carried something else than an answer."""
        super().__init__("malformed" if malformed else "closed")
        self.malformed = malformed


class RemoteSolution:
    """Calls the learner's function, and serves the callables it is handed as oracles."""

    def __init__(self, task: JudgeTask, channel: socket.socket, reporter: Reporter) -> None:
        """Take over the judge's end of the channel."""
        self.device = task.device
        self.dtypes = task.dtypes
        self.parameters = task.parameters
        self._recent: deque[tuple[int, CallRecord]] = deque(maxlen=RECENT_CALLS)
        self._check = 0
        self._task = task
        self._reporter = reporter
        self._channel = Channel(
            channel, task.frame_limit_bytes, side="judge", oracle_number=self._oracle_number
        )
        self._calls = 0
        self._oracles: dict[int, Callable[..., Any]] = {}
        self._next_oracle = 0
        self._names: dict[int, str] = {}
        self._counts: Counter[str] = Counter()
        self._oracle_seconds = 0.0

    @property
    def oracle_calls(self) -> int:
        """Return how many oracle calls the latest call made, all callables together."""
        return self._counts.total()

    def oracle_calls_of(self, parameter: str) -> int:
        """Return how often the latest call used the callable handed in as this parameter."""
        return self._counts[parameter]

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
            raise SolutionGone(malformed=True)
        return None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return the function's value; raise `SolutionRaised` when it raises."""
        outcome = self.call(*args, **kwargs)
        if outcome.raised is not None:
            raise outcome.raised
        return outcome.value

    def watching(self, *what: Watch) -> Self:
        """Return the same function, whose calls observe these things, too."""
        return self

    def call(self, *args: Any, **kwargs: Any) -> Outcome:
        """Return the whole outcome of a call, an exception included.

        Raises:
            SolutionGone: when the process ends before it answers.

        """
        self._calls += 1
        self._counts = Counter()
        self._oracle_seconds = 0.0
        self._names = {id(value): name for name, value in self._named(args, kwargs)}
        self._oracles.clear()
        started = time.perf_counter()
        try:
            call = messages.Call(id=self._calls, function=self._task.function)
            self._send(call, (args, kwargs))
            outcome = self._answer(started)
        finally:
            self._reporter.state("computing")
        self._remember(CallRecord(Arguments(args, kwargs), outcome, self._counts))
        return outcome

    def check_begin(self) -> None:
        """Tell the calls from now on from those before."""
        self._check += 1

    def recent_calls(self) -> tuple[list[CallRecord], list[CallRecord]]:
        """Return the latest calls of the present check, and those of earlier ones."""
        present = [record for check, record in self._recent if check == self._check]
        return present, [record for check, record in self._recent if check != self._check]

    def _answer(self, started: float) -> Outcome:
        while True:
            message, values = self._receive()
            seconds = time.perf_counter() - started - self._oracle_seconds
            match message:
                case messages.OracleCall():
                    self._oracle_serve(message, values[0])
                case messages.Return() if message.id == self._calls:
                    return Outcome(values[0], None, self._mutated(message), seconds)
                case messages.Raised() if message.id == self._calls:
                    raised = raised_normalise(message.kind, message.message, message.line)
                    return Outcome(None, raised, self._mutated(message), seconds)
                case _:
                    raise SolutionGone(malformed=True)

    def _mutated(self, answer: messages.Return | messages.Raised) -> tuple[int | str, ...]:
        return arguments_name(answer.mutated, self._task.parameters)

    def _oracle_serve(self, call: messages.OracleCall, args: Any) -> None:
        self._reporter.state("serving")
        began = time.perf_counter()
        answer: messages.FromJudge
        try:
            oracle = self._oracles.get(call.oracle)
            if oracle is None:
                raise RuntimeError("this function was handed in for an earlier call")
            self._counts[self._names.get(id(oracle), "")] += 1
            values: tuple[Any, ...] = (oracle(*args),)
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
        return [*zip(self._task.parameters, args, strict=False), *kwargs.items()]

    def _send(self, message: messages.FromJudge, values: Sequence[Any]) -> None:
        self._reporter.state("waiting")
        try:
            self._channel.send(message, values)
        except ChannelClosed:
            raise SolutionGone(malformed=False) from None

    def _receive(self) -> tuple[Any, tuple[Any, ...]]:
        self._reporter.state("waiting")
        try:
            return self._channel.receive()
        except ChannelClosed:
            raise SolutionGone(malformed=False) from None
        except FrameError:
            raise SolutionGone(malformed=True) from None

    def _remember(self, record: CallRecord) -> None:
        self._recent.append((self._check, record))
        while len(self._recent) > 1 and self._recent_bytes() > RECENT_LIMIT_BYTES:
            self._recent.popleft()

    def _recent_bytes(self) -> int:
        return sum(
            arguments_bytes(record.arguments) + values_bytes([record.outcome.value])
            for _, record in self._recent
        )
