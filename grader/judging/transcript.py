"""Reads the judge's report and holds it to its protocol; whatever breaks it is a `JudgeError`."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from grader.judging.report import JudgeError
from grader.judging.wire import (
    LINE_LIMIT_BYTES,
    AnyLine,
    CheckFinished,
    CheckStarted,
    Done,
    Gone,
    JudgeFailed,
    LoadFailed,
    Ready,
    State,
    line_decode,
)


@dataclass
class Transcript:
    """What the judge has reported so far.

    The order is fixed: Ready or LoadFailed, then CheckStarted and CheckFinished for each check in
    turn, then Done; Gone may end it anywhere, State may come anywhere before the end.
    """

    check_ids: tuple[str, ...]
    state: str = "computing"
    load_failure: LoadFailed | None = None
    checks: list[CheckFinished] = field(default_factory=list)
    gone: Gone | None = None
    is_loaded: bool = False
    is_done: bool = False
    _running: bool = False
    _rest: bytes = b""

    @property
    def is_complete(self) -> bool:
        """Return whether the judge has said its last word."""
        return self.is_done or self.gone is not None or self.load_failure is not None

    @property
    def running(self) -> str | None:
        """Return the id of the check that has started and is not decided."""
        return self.check_ids[len(self.checks)] if self._running else None

    def feed(self, data: bytes) -> Iterator[AnyLine]:
        """Take in bytes from the report socket and yield each complete message, in order.

        Raises:
            JudgeError: when a line is too long, malformed, or out of turn.

        """
        *lines, self._rest = (self._rest + data).split(b"\n")
        if len(self._rest) > LINE_LIMIT_BYTES:
            raise JudgeError("The judge's report has a line that is too long.")
        for line in lines:
            try:
                message = line_decode(line)
            except msgspec.MsgspecError as error:
                raise JudgeError(f"The judge's report is malformed: {error}.") from error
            self._take(message)
            yield message

    def _take(self, message: AnyLine) -> None:
        if isinstance(message, JudgeFailed):
            raise JudgeError(f"The judge met an error of its own.\n{message.message}")
        if self.is_complete or not self._accepts(message):
            raise JudgeError(f"The judge's report is out of turn: {message}.")
        match message:
            case State():
                self.state = message.state
            case Ready():
                self.is_loaded = True
            case LoadFailed():
                self.load_failure = message
            case CheckStarted():
                self._running = True
            case CheckFinished():
                self._running = False
                self.checks.append(message)
            case Gone():
                self.gone = message
            case Done():
                self.is_done = True

    def _accepts(self, message: AnyLine) -> bool:
        decided = len(self.checks)
        match message:
            case State() | Gone():
                return True
            case Ready() | LoadFailed():
                return not self.is_loaded
            case CheckStarted() | CheckFinished():
                return (
                    self.is_loaded
                    and isinstance(message, CheckFinished) == self._running
                    and message.position == decided < len(self.check_ids)
                    and message.id == self.check_ids[decided]
                )
            case _:
                return self.is_loaded and not self._running and decided == len(self.check_ids)
