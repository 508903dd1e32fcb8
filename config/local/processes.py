"""Child processes that live and die with `make run`."""

import ctypes
import os
import signal
import subprocess
import sys
from collections import deque
from pathlib import Path
from typing import NoReturn

STOP_GRACE_S = 20
PR_SET_PDEATHSIG = 1


class ProcessFailed(Exception):
    """A process ended that should have gone on."""


class Processes:
    """Starts processes, watches them, and stops them in the reverse order."""

    def __init__(self, log_dir: Path, environment: dict[str, str]) -> None:
        self._log_dir = log_dir
        self._environment = environment
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        log_dir.mkdir(parents=True, exist_ok=True)

    def start(self, name: str, command: list[str], *, on_console: bool = False) -> None:
        """Start one process; its output goes to var/log/<name>.log, or to the console."""
        output = None if on_console else (self._log_dir / f"{name}.log").open("wb")
        self._running[name] = subprocess.Popen(
            command,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 (no threads run yet)
        )
        if output:
            output.close()

    def check(self) -> None:
        """Raise ProcessFailed when a process has ended."""
        for name, process in self._running.items():
            if process.poll() is not None:
                tail = self.log_tail(name)
                raise ProcessFailed(f"The {name} ended (exit status {process.returncode}).{tail}")

    def log_tail(self, name: str, lines: int = 15) -> str:
        """Return the last lines of a process's log."""
        path = self._log_dir / f"{name}.log"
        if not path.exists():
            return ""
        with path.open(errors="replace") as log:
            tail = "".join(deque(log, lines))
        return f" The end of {path}:\n{tail}" if tail else ""

    def stop(self) -> None:
        """Ask every process to end, newest first, and insist after a grace period."""
        for process in reversed(self._running.values()):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in reversed(self._running.values()):
            try:
                process.wait(STOP_GRACE_S)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self._running.clear()


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def fail(message: str) -> NoReturn:
    """End `make run` with one clear message."""
    sys.exit(f"\n{message}")
