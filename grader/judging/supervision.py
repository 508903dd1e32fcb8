"""Watches the two runs of a grading, and keeps the time of each.

The learner's clock runs while the judge waits for the solution process or serves it an oracle; the
judge's own clock runs otherwise. Only the first can make a `timeout`.
"""

import selectors
import socket
import time
from collections.abc import Callable, Iterator

from grader.judging.report import JudgeError
from grader.judging.transcript import Transcript
from grader.judging.wire import AnyLine
from grader.sandbox.limits import Limits
from grader.sandbox.runs import Run, RunOutcome

JUDGE_LIMIT_S = 60.0
ORACLE_LIMIT_S = 10.0
SETTLE_LIMIT_S = 5.0
READ_BYTES = 1 << 16


class Supervision:
    """One grading under way: both runs, the judge's report, and the clocks."""

    def __init__(
        self,
        transcript: Transcript,
        limits: Limits,
        *,
        solution: Run,
        judge: Run,
        report: socket.socket,
    ) -> None:
        """Start the judge's clock; `report` is the supervisor's end."""
        self.learner_time_s = 0.0
        self.is_overdue = False
        self._transcript = transcript
        self._limits = limits
        self._solution = solution
        self._judge = judge
        self._report = report
        self._judge_time_s = 0.0
        self._state = transcript.state
        self._since = time.monotonic()

    def follow(self, on_line: Callable[[AnyLine], None]) -> None:
        """Return when the judge has said its last word, or can change nothing by it.

        Raises:
            JudgeError: when its report breaks the protocol or ends early, or it takes too long.

        """
        for data in self._pieces():
            for line in self._transcript.feed(data):
                self._clock_turn()
                on_line(line)
            if self._transcript.is_complete:
                return
        if self.is_overdue:
            return
        outcome = self._judge.wait(SETTLE_LIMIT_S)
        raise JudgeError(f"The judge ended before its report was complete: {outcome}.")

    def settle(self) -> RunOutcome:
        """End both runs and return the solution's outcome.

        A solution process that still answers is left to end by itself, which it does when the judge
        closes the channel; what it did until then is judged.
        """
        self._clock_turn()
        if self._transcript.gone is not None and self._transcript.gone.reason != "closed":
            self._solution.kill("stopped")
        outcome = self._solution.wait(SETTLE_LIMIT_S)
        if outcome is None:
            self._solution.kill("stopped")
            outcome = self._solution.wait(SETTLE_LIMIT_S)
        self._judge.kill("stopped")
        if outcome is None:
            raise JudgeError("The solution process could not be ended.")
        return outcome

    def _pieces(self) -> Iterator[bytes]:
        with selectors.DefaultSelector() as selector:
            selector.register(self._report, selectors.EVENT_READ)
            while True:
                if selector.select(self._left_s()):
                    data = self._report.recv(READ_BYTES)
                    if not data:
                        return
                    yield data
                elif not self._overrun():
                    return

    def _left_s(self) -> float:
        """Return how long the present state may last."""
        spent = time.monotonic() - self._since
        if self._state == "computing":
            left = JUDGE_LIMIT_S - self._judge_time_s - spent
        elif self.is_overdue:
            left = SETTLE_LIMIT_S - spent
        else:
            left = self._limits.wall_limit_s - self.learner_time_s - spent
            # An oracle that was asked in time may finish; no further one may be asked after it.
            if self._state == "serving" and self.learner_time_s < self._limits.wall_limit_s:
                left = max(left, ORACLE_LIMIT_S - spent)
        return max(0.0, left)

    def _overrun(self) -> bool:
        """End what took too long; return whether the judge has still something to say.

        An oracle takes as long as what the learner's code hands it asks for, so its time is the
        learner's too. Once that is used up the verdict stands, whatever the judge is busy with.
        """
        if self.is_overdue:
            return False
        if self._state == "computing":
            raise JudgeError("The judge took too long.")
        is_serving = self._state == "serving"
        self._clock_turn()
        self.is_overdue = True
        self._solution.kill("timeout")
        return not is_serving

    def _clock_turn(self) -> None:
        """Book the time since the last turn to whoever it belongs to."""
        now = time.monotonic()
        if self._state == "computing":
            self._judge_time_s += now - self._since
        else:
            self.learner_time_s += now - self._since
        self._since, self._state = now, self._transcript.state
