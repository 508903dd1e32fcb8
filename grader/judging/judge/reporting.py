"""The judge's report: one line of JSON for each thing that happens."""

import socket
import threading
import time
from typing import Literal

import msgspec

from grader.judging.wire import AnyLine, State

StateName = Literal["computing", "waiting", "serving"]

# Oracle calls are short and many; a line for each would cost more than the call.
SERVING_UNTOLD_S = 0.01


class Reporter:
    """Writes the report to its socket; the supervisor reads at the other end.

    That an oracle is served is told only when it lasts; until then the time counts as that of the
    wait which it interrupts, which is the learner's as well.
    """

    def __init__(self, report: socket.socket) -> None:
        """Start out computing, as the supervisor assumes."""
        self._report = report
        self._state: StateName = "computing"
        self._told: StateName = "computing"
        self._turns = 0
        # Lines of two threads must not mix, and a state is told before it changes.
        self._telling = threading.Lock()
        self._teller: threading.Thread | None = None

    def line(self, message: AnyLine) -> None:
        """Write one message."""
        with self._telling:
            self._write(message)

    def state(self, state: StateName) -> None:
        """Say what the judge does from now on, when that is news."""
        if state == self._state:
            return
        with self._telling:
            self._turns += 1
            self._state = state
            if state not in ("serving", self._told):
                self._tell()
        if state == "serving" and self._teller is None:
            self._teller = threading.Thread(target=self._tell_what_lasts, daemon=True)
            self._teller.start()

    def _tell(self) -> None:
        self._told = self._state
        self._write(State(self._state))

    def _write(self, message: AnyLine) -> None:
        self._report.sendall(msgspec.json.encode(message) + b"\n")

    def _tell_what_lasts(self) -> None:
        while True:
            turns = self._turns
            time.sleep(SERVING_UNTOLD_S)
            with self._telling:
                if self._turns == turns and self._state != self._told:
                    self._tell()
