"""The judge's report: one line of JSON for each thing that happens."""

import socket
from typing import Literal

import msgspec

from grader.judging.wire import AnyLine, State

StateName = Literal["computing", "waiting", "serving"]


class Reporter:
    """Writes the report to its socket; the supervisor reads at the other end."""

    def __init__(self, report: socket.socket) -> None:
        """Start out computing, as the supervisor assumes."""
        self._report = report
        self._state: StateName = "computing"

    def line(self, message: AnyLine) -> None:
        """Write one message."""
        self._report.sendall(msgspec.json.encode(message) + b"\n")

    def state(self, state: StateName) -> None:
        """Say what the judge does from now on, when that is news."""
        if state != self._state:
            self._state = state
            self.line(State(state))
