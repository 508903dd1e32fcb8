"""The learner's function on the other side of the channel."""

import copy
import socket
from collections import deque
from typing import Any, Self

from exercises.checking.failures import Outcome, Watch
from grader.inside import messages
from grader.judging.judge.calls import Arguments, CallRecord, arguments_bytes, values_bytes
from grader.judging.judge.conversation import Conversation
from grader.judging.judge.reporting import Reporter
from grader.judging.wire import JudgeTask

# A trial of `expect_growth` makes 14 calls; its diagnosis needs both sizes.
RECENT_CALLS = 16
RECENT_LIMIT_BYTES = 256 * 1024 * 1024


class RemoteSolution:
    """Calls the learner's function, and serves the callables it is handed as oracles."""

    def __init__(self, task: JudgeTask, channel: socket.socket, reporter: Reporter) -> None:
        """Take over the judge's end of the channel."""
        self.device = task.device
        self.dtypes = task.dtypes
        self._functions = {function.name: function for function in task.functions}
        self._function = task.functions[0]
        self._conversation = Conversation(task, channel, reporter)
        self._recent = _RecentCalls()
        self._watch: tuple[Watch, ...] = ()

    @property
    def parameters(self) -> tuple[str, ...]:
        """Return the names of the function's parameters."""
        return self._function.parameters

    def function(self, name: str) -> Self:
        """Return the learner's function of this name; KeyError where the exercise has none."""
        other = copy.copy(self)
        other._function = self._functions[name]
        return other

    @property
    def oracle_calls(self) -> int:
        """Return how many oracle calls the latest call made, all callables together."""
        return self._conversation.counts.total()

    def oracle_calls_of(self, parameter: str) -> int:
        """Return how often the latest call used the callable handed in as this parameter."""
        return self._conversation.counts[parameter]

    def watching(self, *what: Watch) -> Self:
        """Return the same function, whose calls observe these things, too.

        What is observed is told by the learner's process itself (see `Outcome`), and can be evaded
        there: combine it with what is measured from outside, such as a memory ceiling.
        """
        watching = copy.copy(self)
        watching._watch = tuple(dict.fromkeys((*self._watch, *what)))
        return watching

    def loaded(self) -> messages.LoadFailed | None:
        """Wait until the learner's code is loaded; return None, or why it is not.

        Raises:
            SolutionGone: when the process ends before.

        """
        return self._conversation.loaded()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return the function's value; raise `SolutionRaised` when it raises."""
        outcome = self.call(*args, **kwargs)
        if outcome.raised is not None:
            raise outcome.raised
        return outcome.value

    def call(self, *args: Any, **kwargs: Any) -> Outcome:
        """Return the whole outcome of a call, an exception included.

        Raises:
            SolutionGone: when the process ends before it answers.

        """
        outcome = self._conversation.call(self._function, args, kwargs, self._watch)
        counts = self._conversation.counts
        self._recent.add(CallRecord(self._function, Arguments(args, kwargs), outcome, counts))
        return outcome

    def check_begin(self) -> None:
        """Tell the calls from now on from those before."""
        self._recent.check_begin()

    def recent_calls(self) -> tuple[list[CallRecord], list[CallRecord]]:
        """Return the latest calls of the present check, and those of earlier ones."""
        return self._recent.split()


class _RecentCalls:
    """The latest calls, as many as memory allows."""

    def __init__(self) -> None:
        self._calls: deque[tuple[int, int, CallRecord]] = deque()
        self._bytes = 0
        self._check = 0

    def check_begin(self) -> None:
        self._check += 1

    def add(self, record: CallRecord) -> None:
        size = arguments_bytes(record.arguments) + values_bytes([record.outcome.value])
        self._calls.append((self._check, size, record))
        self._bytes += size
        while len(self._calls) > RECENT_CALLS or (
            len(self._calls) > 1 and self._bytes > RECENT_LIMIT_BYTES
        ):
            self._bytes -= self._calls.popleft()[1]

    def split(self) -> tuple[list[CallRecord], list[CallRecord]]:
        """Return those of the present check, and the others."""
        present = [record for check, _, record in self._calls if check == self._check]
        return present, [record for check, _, record in self._calls if check != self._check]
