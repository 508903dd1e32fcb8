"""The keeper: the one long-lived thread that starts zygotes.

The kernel ties a child's death to the death of the thread that started it, not of the process, so
a zygote started from a short-lived thread would die with that thread.
"""

from __future__ import annotations

import queue
import subprocess
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from typing import IO

from grader.sandbox.errors import SandboxError


class Keeper:
    """Starts processes on its own thread until it is closed."""

    def __init__(self) -> None:
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._closing = threading.Lock()
        self._is_closed = False
        self._thread = threading.Thread(target=self._work, name="zygote-keeper", daemon=True)
        self._thread.start()

    def spawn(
        self, command: Sequence[str], *, descriptors: Sequence[int], log: IO[bytes]
    ) -> subprocess.Popen[bytes]:
        """Start a process that inherits the descriptors. Raises OSError, or SandboxError."""
        order = _Order(command, descriptors, log)
        with self._closing:
            if self._is_closed:
                raise SandboxError("The keeper of zygotes is closed.")
            self._orders.put(order)
        return order.process.result()

    def close(self) -> None:
        """End the thread, and with it every process it started."""
        with self._closing:
            self._is_closed = True
            self._orders.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (order := self._orders.get()) is not None:
            order.carry_out()


class _Order:
    def __init__(self, command: Sequence[str], descriptors: Sequence[int], log: IO[bytes]) -> None:
        self.process: Future[subprocess.Popen[bytes]] = Future()
        self._command = command
        self._descriptors = descriptors
        self._log = log

    def carry_out(self) -> None:
        try:
            process = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=self._log,
                pass_fds=self._descriptors,
                env={},
                cwd="/",
            )
        except Exception as error:  # noqa: BLE001 whoever waits for the process must hear of it
            self.process.set_exception(error)
        else:
            self.process.set_result(process)
