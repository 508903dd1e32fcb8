"""Control groups version 2: one hierarchy for everything.

Processes live in leaves only, so a worker first moves what is in its own group into a leaf. It
does so only in a group that was given to it: by systemd's Delegate=, by ownership, or as the root
of a container's own hierarchy. See the kernel's Documentation/admin-guide/cgroup-v2.rst.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from grader.sandbox.cgroups.groups import (
    NAME,
    CgroupUnavailable,
    Usage,
    file_write,
    number_of,
)

LEAF = f"{NAME}-supervisors"
CONTROLLERS = ("memory", "pids")

_MOVE_ATTEMPTS = 10
_DELEGATED = ("user.delegate", "trusted.delegate")


class Version2:
    """A group is one folder. `controllers` are those whose limits are set."""

    kind: Literal["cgroup v2"] = "cgroup v2"
    # Threads cannot be moved alone here, so the kernel waits for every processor at each joining,
    # unless the hierarchy is mounted with favordynmods.
    join_file = "cgroup.procs"

    def __init__(self, controllers: Sequence[str] = CONTROLLERS) -> None:
        self._controllers = controllers

    def limits(
        self, folders: Sequence[Path], memory_limit_bytes: int, task_limit: int
    ) -> list[tuple[Path, str]]:
        """Return the files to write for a group's limits, in order, each with its text."""
        (folder,) = folders
        files = []
        if "memory" in self._controllers:
            files += [
                (folder / "memory.max", str(memory_limit_bytes)),
                (folder / "memory.oom.group", "1"),
            ]
            # Kernels without swap, or told not to account for it, have no such file.
            if (folder / "memory.swap.max").exists():
                files.append((folder / "memory.swap.max", "0"))
        if "pids" in self._controllers:
            files.append((folder / "pids.max", str(task_limit)))
        return files

    def usage_get(self, folders: Sequence[Path]) -> Usage:
        """Read what the kernel counted in a group."""
        (folder,) = folders
        if "memory" not in self._controllers:
            return Usage(peak_bytes=None, file_bytes=0, oom_kills=0, limit_hits=0)
        peak = folder / "memory.peak"  # Since Linux 5.19.
        statistics = folder / "memory.stat"
        return Usage(
            peak_bytes=int(peak.read_text()) if peak.exists() else None,
            file_bytes=sum(
                number_of(statistics, name) for name in ("inactive_file", "active_file")
            ),
            oom_kills=number_of(folder / "memory.events", "oom_kill"),
            limit_hits=number_of(folder / "memory.events", "oom"),
        )

    def kill(self, folder: Path) -> None:
        """Send SIGKILL to every process in a folder and below it."""
        file_write(folder / "cgroup.kill", "1")


def base_prepare(own: Path, *, is_namespace_root: bool) -> tuple[Path, list[str]]:
    """Make the group that we are in one that has groups with limits, and return it.

    The second is the controllers that it hands down: memory, and pids where there is such.
    `is_namespace_root` says that `own` is the top of the hierarchy that we can see. Raises
    CgroupUnavailable, and OSError.
    """
    base = own.parent if own.name == LEAF else own
    offered = set((base / "cgroup.controllers").read_text().split())
    if "memory" not in offered:
        raise CgroupUnavailable(f"{base} offers no memory controller")
    wanted = [name for name in CONTROLLERS if name in offered]
    handed_down = set((base / "cgroup.subtree_control").read_text().split())
    if not handed_down.issuperset(wanted):
        if not (is_namespace_root or is_delegated(base)):
            raise CgroupUnavailable(f"{base} is not delegated to this worker")
        controllers_enable(base, wanted)
    return base, wanted


def is_delegated(folder: Path) -> bool:
    """Return whether a group was given to us to divide as we like."""
    # Systemd marks the groups that it leaves to others.
    for name in _DELEGATED:
        with contextlib.suppress(OSError):
            if os.getxattr(folder, name) == b"1":
                return True
    # Root may write to any group, and users to all of their session's, which systemd divides. Where
    # a user's groups begin is what was given to them.
    user = os.geteuid()
    return user != 0 and folder.stat().st_uid == user != folder.parent.stat().st_uid


def controllers_enable(base: Path, controllers: Sequence[str]) -> None:
    """Move what is in a group into a leaf below it, then hand controllers down. Raises OSError."""
    text = " ".join(f"+{name}" for name in controllers)
    for attempt in range(_MOVE_ATTEMPTS):
        try:
            file_write(base / "cgroup.subtree_control", text)
        except OSError as error:
            # Busy: processes are still in the group itself. The hierarchy's root may have some.
            if error.errno != errno.EBUSY or attempt == _MOVE_ATTEMPTS - 1:
                raise
            processes_move(base, base / LEAF)
        else:
            return


def processes_move(source: Path, target: Path) -> None:
    """Move every process of a group into another one, made if need be. Raises OSError."""
    target.mkdir(exist_ok=True)
    for pid in (source / "cgroup.procs").read_text().split():
        try:
            file_write(target / "cgroup.procs", pid)
        except ProcessLookupError:
            continue
