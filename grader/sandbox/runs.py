"""One run as the supervisor sees it: watched, limited, measured."""

from __future__ import annotations

import math
import os
import select
import signal
import socket
import threading
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import msgspec

from grader.inside.orders import (
    Finished,
    RunOrder,
    SetupFailed,
    WardenReport,
    piece_receive,
    piece_send,
)
from grader.sandbox.errors import SandboxError
from grader.sandbox.limits import Limits
from grader.sandbox.memory import Guard, Use

KillReason = Literal["timeout", "memory", "output limit", "stopped"]

_GRACE_S = 20.0
_READ_BYTES = 1 << 16
_report_decoder: msgspec.msgpack.Decoder[WardenReport] = msgspec.msgpack.Decoder(WardenReport)


@dataclass(frozen=True)
class RunOutcome:
    """What the supervisor measured of one run.

    `memory_bytes` is the peak above an idle run of the same zygote; where a control group is in
    force, of all that the kernel counted to the run, scratch files among it. `output` is what the
    run wrote to its standard output and error, cut at the limit. `killed_for` is None where neither
    the supervisor nor the limit of the group killed the run.
    """

    exit_code: int | None
    signal: int | None
    killed_for: KillReason | None
    wall_time_s: float
    cpu_time_s: float
    memory_bytes: int
    output: str
    output_truncated: bool


class Run:
    """A run in flight. Its descriptor becomes readable when the run is over."""

    def __init__(
        self,
        order: RunOrder,
        limits: Limits,
        *,
        lifeline: socket.socket,
        output: int,
        memory: Callable[[], Guard],
        on_stuck: Callable[[], None],
        on_end: Callable[[RunOutcome | None, SandboxError | None], None],
    ) -> None:
        self._order = order
        self._limits = limits
        self._lifeline = lifeline
        self._output = output
        self._memory_make = memory
        self._memory: Guard | None = None
        self.memory_use: Use | None = None
        self._on_stuck = on_stuck
        self._on_end = on_end
        self._collected = bytearray()
        self._output_truncated = False
        self._outcome: RunOutcome | None = None
        self._error: SandboxError | None = SandboxError("The run was not watched to its end.")
        self._killed_for: KillReason | None = None
        self._is_ordered = False
        self._is_over = False
        self._killing = threading.Lock()
        self._kill_fd = os.eventfd(0)
        self._ended = threading.Event()
        self._ended_fd = os.eventfd(0)
        weakref.finalize(self, os.close, self._ended_fd)
        threading.Thread(target=self._watch, name="run-watch", daemon=True).start()

    def fileno(self) -> int:
        """Return a descriptor that is readable once the run is over."""
        return self._ended_fd

    def wait(self, timeout_s: float | None = None) -> RunOutcome | None:
        """Return the outcome, or None when the run is not over in time.

        Raises SandboxError when the run failed through no fault of its code.
        """
        if not self._ended.wait(timeout_s):
            return None
        if self._error is not None:
            raise self._error
        return self._outcome

    def kill(self, reason: KillReason = "stopped") -> None:
        """Have the run killed; the first reason given is the one reported."""
        with self._killing:
            if self._killed_for is None and not self._is_over:
                self._killed_for = reason
                os.eventfd_write(self._kill_fd, 1)
                if self._is_ordered:
                    self._warden_tell()

    def _warden_tell(self) -> None:
        # The end of our side is the warden's sign to kill.
        self._lifeline.shutdown(socket.SHUT_WR)

    def _watch(self) -> None:
        try:
            self._outcome = self._supervise()
            self._error = None
        except SandboxError as error:
            self._error = error
        except (OSError, msgspec.DecodeError) as error:
            self._error = SandboxError(f"The run's warden went away: {error}")
        finally:
            if self._memory is not None:
                self._memory.close()
            with self._killing:
                self._is_over = True
                self._lifeline.close()
                os.close(self._output)
                os.close(self._kill_fd)
            # Before anyone hears of the end, so that the next run meets what comes of this one.
            try:
                self._on_end(self._outcome, self._error)
            finally:
                self._ended.set()
                os.eventfd_write(self._ended_fd, 1)

    def _supervise(self) -> RunOutcome:
        self._lifeline.settimeout(_GRACE_S)
        self._lifeline.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        # Made here, so that meanwhile the zygote forks the warden.
        self._memory = memory = self._memory_make()
        self._order_send(memory)
        with self._killing:
            self._is_ordered = True
            if self._killed_for is not None:
                self._warden_tell()
        memory.ordered()
        report, pid = self._report_receive()
        if isinstance(report, SetupFailed):
            raise SandboxError(f"The run could not be confined: {report.detail[-2000:]}")
        started_at = time.monotonic()
        if pid is not None:
            memory.started(pid)
        self._follow(started_at + self._limits.wall_limit_s, memory)
        finished, _ = self._report_receive()
        wall_time_s = time.monotonic() - started_at
        if not isinstance(finished, Finished):
            raise SandboxError("The run's warden reported out of order.")
        while self._output_read():
            pass
        self.memory_use = memory.use_get(finished.max_rss_bytes)
        return self._outcome_make(finished, wall_time_s, self.memory_use)

    def _order_send(self, memory: Guard) -> None:
        descriptors = memory.join_open()
        try:
            piece_send(self._lifeline, self._order, descriptors=descriptors)
        finally:
            for descriptor in descriptors:
                os.close(descriptor)

    def _follow(self, deadline: float, memory: Guard) -> None:
        """Return when the warden has something to report, or will have since the run is killed."""
        poll = select.poll()
        poll.register(self._lifeline, select.POLLIN)
        poll.register(self._output, select.POLLIN)
        poll.register(self._kill_fd, select.POLLIN)
        while (left_s := deadline - time.monotonic()) > 0:
            wait_s = left_s if memory.interval_s is None else min(left_s, memory.interval_s)
            ready = dict(poll.poll(math.ceil(wait_s * 1000)))
            if self._lifeline.fileno() in ready or self._kill_fd in ready:
                return
            if self._output in ready and not self._output_read():
                poll.unregister(self._output)
            if self._output_truncated:
                self.kill("output limit")
                return
            if memory.interval_s is not None and memory.is_exceeded():
                self.kill("memory")
                return
        self.kill("timeout")

    def _output_read(self) -> bool:
        """Take what has been written; return False when there is no more to come."""
        try:
            data = os.read(self._output, _READ_BYTES)
        except BlockingIOError:
            return False
        room = self._limits.output_limit_bytes - len(self._collected)
        self._collected += data[:room]
        self._output_truncated = self._output_truncated or len(data) > room
        return bool(data)

    def _outcome_make(self, finished: Finished, wall_time_s: float, use: Use) -> RunOutcome:
        killed_for = self._killed_for
        if killed_for is None and use.is_exceeded:
            killed_for = "memory"
        if killed_for is None and self._output_truncated:
            killed_for = "output limit"
        if killed_for is None and finished.signal == signal.SIGKILL:
            # The kernel enforces the CPU limit; it counts in whole seconds.
            used_up = finished.cpu_time_s > self._limits.cpu_limit_s - 1
            killed_for = "timeout" if used_up else None
        return RunOutcome(
            exit_code=finished.exit_code,
            signal=finished.signal,
            killed_for=killed_for,
            wall_time_s=wall_time_s,
            cpu_time_s=finished.cpu_time_s,
            memory_bytes=use.above_idle_bytes,
            output=self._collected.decode(errors="replace"),
            output_truncated=self._output_truncated,
        )

    def _report_receive(self) -> tuple[WardenReport, int | None]:
        """Return what the warden reports next, and on behalf of which process."""
        try:
            piece = piece_receive(self._lifeline)
        except TimeoutError as error:
            self._on_stuck()
            raise SandboxError("The run's warden did not answer; its zygote was killed.") from error
        if piece is None:
            raise SandboxError("The run's warden died.")
        return _report_decoder.decode(piece.data), piece.pid
