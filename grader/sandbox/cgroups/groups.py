"""The group of one run, and the place that a worker makes such groups in; both versions share it.

A worker has one folder of its own in each hierarchy, which it keeps locked while it lives. So
whoever can lock such a folder knows that its worker is dead, whatever became of its pid since.
"""

from __future__ import annotations

import contextlib
import fcntl
import itertools
import logging
import os
import secrets
import select
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from grader.sandbox.errors import SandboxError

NAME = "descent"

_WORKER_PATTERN = f"{NAME}-[0-9]*-*"
_EMPTY_LIMIT_S = 5.0
_EMPTY_POLL_S = 0.002
_log = logging.getLogger(__name__)


class CgroupUnavailable(Exception):
    """No group can be made; the message says why, as the end of a sentence."""


@dataclass(frozen=True)
class Usage:
    """What the kernel counted in a group.

    `peak_bytes` is None where the kernel does not tell; `file_bytes` is what is left of cached
    files, which the kernel takes back whenever it needs the memory. `limit_hits` is how often the
    group was at its own limit: killed without that, it was for want of memory around it.
    """

    peak_bytes: int | None
    file_bytes: int
    oom_kills: int
    limit_hits: int


class Version(Protocol):
    """What is different between the versions: names of files, and what is written to them."""

    # A process that writes 0 to this file of every folder of a group has joined it.
    join_file: str

    @property
    def kind(self) -> Literal["cgroup v1", "cgroup v2"]:
        """Return the version."""

    def limits(
        self, folders: Sequence[Path], memory_limit_bytes: int, task_limit: int
    ) -> list[tuple[Path, str]]:
        """Return the files to write for a group's limits, in order, each with its text."""

    def usage_get(self, folders: Sequence[Path]) -> Usage:
        """Read what the kernel counted in a group."""

    def kill(self, folder: Path) -> None:
        """Send SIGKILL to every process in a folder."""


class Group:
    """One run's group: a folder in each hierarchy."""

    def __init__(self, version: Version, folders: Sequence[Path]) -> None:
        self._version = version
        self.folders = folders

    def join_open(self) -> list[int]:
        """Return descriptors of the files that a process writes 0 to in order to join."""
        found: list[int] = []
        try:
            for folder in self.folders:
                path = folder / self._version.join_file
                found.append(os.open(path, os.O_WRONLY | os.O_CLOEXEC))
        except BaseException:
            for descriptor in found:
                os.close(descriptor)
            raise
        return found

    def usage_get(self) -> Usage:
        """Read what the kernel counted so far. Raises OSError."""
        return self._version.usage_get(self.folders)

    def remove(self) -> None:
        """Kill what is left inside and remove the group. Raises nothing: what fails is logged."""
        for folder in self.folders:
            folder_remove(self._version, folder)


class Place:
    """Where one worker makes its groups. Thread-safe."""

    def __init__(self, version: Version, bases: Sequence[Path], own: Path | None = None) -> None:
        """Take a folder in each base, first removing those of dead workers.

        `own` is the worker's own group where joining a group takes a wait (see `hasten`). Raises
        CgroupUnavailable.
        """
        self._version = version
        self._own = own
        self._numbers = itertools.count(1)
        self._folders: list[Path] = []
        self._locks: list[int] = []
        try:
            for base in bases:
                _sweep(version, base)
                folder, lock = _own_folder_make(base)
                self._folders.append(folder)
                self._locks.append(lock)
        except OSError as error:
            self.close()
            reason = f"no group can be made in {base} ({error.strerror})"
            raise CgroupUnavailable(reason) from error

    @property
    def kind(self) -> Literal["cgroup v1", "cgroup v2"]:
        """Return the version."""
        return self._version.kind

    @property
    def folders(self) -> Sequence[Path]:
        """Return this worker's own folder in each hierarchy, the one that counts memory first."""
        return tuple(self._folders)

    def group_make(self, *, memory_limit_bytes: int, task_limit: int) -> Group:
        """Make a group with limits. Raises SandboxError."""
        name = str(next(self._numbers))
        group = Group(self._version, [folder / name for folder in self._folders])
        try:
            for folder in group.folders:
                folder.mkdir()
            for path, text in self._version.limits(group.folders, memory_limit_bytes, task_limit):
                file_write(path, text)
        except OSError as error:
            group.remove()
            raise SandboxError(f"A control group could not be made: {error}") from error
        return group

    def hasten(self) -> None:
        """Have the wait begin that a joining process must sit out, while it is still on its way.

        Joining through cgroup.procs waits until every processor has noticed; who joins while
        another waits or has just waited does not wait anew. So we join the group that we are in.
        """
        if self._own is not None:
            with contextlib.suppress(OSError):
                file_write(self._own / self._version.join_file, "0")

    def groups_left(self) -> list[Path]:
        """Return the folders of groups that were not removed."""
        return [path for folder in self._folders for path in folder.glob("*/")]

    def close(self) -> None:
        """Kill what is left in this worker's groups and remove them. Raises nothing."""
        for folder in self._folders:
            _tree_remove(self._version, folder)
        for lock in self._locks:
            os.close(lock)
        self._locks = []


def file_write(path: Path, text: str) -> None:
    """Write a control file at one go; it must exist. Raises OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    try:
        os.write(descriptor, text.encode())
    except OSError as error:
        # The kernel's refusal comes without the name of the file.
        raise OSError(error.errno, error.strerror, str(path)) from None
    finally:
        os.close(descriptor)


def number_of(path: Path, name: str) -> int:
    """Return the number beside a name in a control file of `name number` lines, or 0."""
    for line in path.read_text().splitlines():
        key, _, number = line.partition(" ")
        if key == name:
            return int(number)
    return 0


def each_kill(folder: Path) -> None:
    """Send SIGKILL to every process in a folder, one by one."""
    for pid in _pids(folder):
        with contextlib.suppress(OSError):
            handle = os.pidfd_open(pid)
            try:
                # Still inside, so the descriptor is of this process, not of one with its old pid.
                if pid in _pids(folder):
                    signal.pidfd_send_signal(handle, signal.SIGKILL)
            finally:
                os.close(handle)


def folder_remove(version: Version, folder: Path) -> None:
    """Kill what is in a folder and remove it. Raises nothing: what fails is logged."""
    deadline = time.monotonic() + _EMPTY_LIMIT_S
    while True:
        try:
            folder.rmdir()
        except FileNotFoundError:
            return
        except OSError as error:
            if time.monotonic() > deadline:
                _log.warning("The control group %s could not be removed: %s", folder, error)
                return
        else:
            return
        with contextlib.suppress(OSError):
            version.kill(folder)
        # Processes leave a group a moment after they were killed.
        select.select([], [], [], _EMPTY_POLL_S)


def _pids(folder: Path) -> list[int]:
    found = [int(line) for line in (folder / "cgroup.procs").read_text().split()]
    # A process out of our sight, in a pid namespace that is not below ours, is listed as 0.
    return [pid for pid in found if pid != 0]


def _own_folder_make(base: Path) -> tuple[Path, int]:
    while True:
        folder = base / f"{NAME}-{os.getpid()}-{secrets.token_hex(4)}"
        folder.mkdir()
        lock = _lock_take(folder)
        # Another worker may have swept the folder away before the lock was on it.
        if lock is not None and folder.is_dir():
            return folder, lock
        if lock is not None:
            os.close(lock)


def _lock_take(folder: Path) -> int | None:
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _sweep(version: Version, base: Path) -> None:
    for folder in base.glob(_WORKER_PATTERN):
        lock = _lock_take(folder)
        if lock is not None:
            try:
                _tree_remove(version, folder)
            finally:
                os.close(lock)


def _tree_remove(version: Version, folder: Path) -> None:
    for group in folder.glob("*/"):
        folder_remove(version, group)
    folder_remove(version, folder)
