"""How a run's memory is held and measured, beside the address space limit that it sets itself.

By a control group where the machine offers one, else by looking at the run's process now and then.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from grader.sandbox.cgroups.groups import Group, Place
from grader.sandbox.errors import SandboxError
from grader.sandbox.limits import MIB, Flavour, Limits

PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")

# The address space limit comes first, since its MemoryError is the better answer. Beyond it a run
# takes page tables, the kernel's own memory, and a copy of each page of the zygote it writes to.
_SLACK_BYTES = 24 * MIB
_PAGE_TABLE_SHARE = 64
# A CUDA context takes some hundred MiB of the host's memory, whatever the learner's code does.
_CUDA_BYTES = 1024 * MIB
_TASK_MARGIN = 4
_WATCH_INTERVAL_S = 0.05


@dataclass(frozen=True)
class Baseline:
    """What an idle run of a zygote takes; `anonymous_bytes` it has inherited from the zygote.

    `group_bytes` is 0 without a control group, or where the kernel tells no peak.
    """

    rss_bytes: int = 0
    anonymous_bytes: int = 0
    group_bytes: int = 0


@dataclass(frozen=True)
class Use:
    """The memory of a run that is over; `above_idle_bytes` is its peak above an idle run."""

    rss_bytes: int
    group_bytes: int
    above_idle_bytes: int
    is_exceeded: bool


class Guard(Protocol):
    """What holds one run's memory."""

    # How often is_exceeded wants to be asked; None for never.
    interval_s: float | None

    def join_open(self) -> list[int]:
        """Return descriptors that the run's process writes 0 to before anything else."""

    def ordered(self) -> None:
        """Do what is best done while the run's process is being made."""

    def started(self, pid: int) -> None:
        """Take note of the run's process, by its pid as we see it."""

    def is_exceeded(self) -> bool:
        """Return whether the run holds more memory than it may just now."""

    def use_get(self, max_rss_bytes: int) -> Use:
        """Return what the run took; `max_rss_bytes` is what its warden reported.

        Raises SandboxError where the run was killed for want of memory around it.
        """

    def close(self) -> None:
        """Give back what the guard holds, when the run is over. Raises nothing."""


def guard_make(place: Place | None, baseline: Baseline, flavour: Flavour, limits: Limits) -> Guard:
    """Return what holds the memory of one run. Raises SandboxError."""
    limit = limits.memory_limit_bytes
    slack = _SLACK_BYTES + limit // _PAGE_TABLE_SHARE
    if flavour.device == "cuda" and flavour.name == "torch":
        slack += _CUDA_BYTES
    if place is None:
        return Watch(baseline, limit + slack)
    group = place.group_make(
        memory_limit_bytes=baseline.group_bytes + limit + slack,
        task_limit=limits.thread_limit + _TASK_MARGIN,
    )
    return InGroup(baseline, place, group)


def anonymous_bytes(statm: bytes) -> int:
    """Return the memory of a process that is of no file, from the text of its /proc/PID/statm."""
    _, resident, of_files, *_ = statm.split()
    return (int(resident) - int(of_files)) * PAGE_BYTES


class InGroup:
    """A control group: the kernel holds the limit, and counts what no process shows."""

    interval_s: float | None = None

    def __init__(self, baseline: Baseline, place: Place, group: Group) -> None:
        self._baseline = baseline
        self._place = place
        self._group = group

    def join_open(self) -> list[int]:
        return self._group.join_open()

    def ordered(self) -> None:
        self._place.hasten()

    def started(self, pid: int) -> None:
        """Nothing: the process is in the group."""

    def is_exceeded(self) -> bool:
        return False

    def use_get(self, max_rss_bytes: int) -> Use:
        usage = self._group.usage_get()
        if usage.oom_kills and not usage.limit_hits:
            raise SandboxError("The machine, or the worker's own group, is out of memory.")
        # Cached files are the kernel's to take back: whoever reads one first should not pay.
        group_bytes = max(0, (usage.peak_bytes or 0) - usage.file_bytes)
        return Use(
            rss_bytes=max_rss_bytes,
            group_bytes=group_bytes,
            above_idle_bytes=max(
                0,
                max_rss_bytes - self._baseline.rss_bytes,
                group_bytes - self._baseline.group_bytes,
            ),
            is_exceeded=usage.oom_kills > 0,
        )

    def close(self) -> None:
        self._group.remove()


class Watch:
    """The supervisor itself, which looks at the run's process every now and then.

    It sees what the process holds, not its scratch files, which have a limit of their own.
    """

    interval_s: float | None = _WATCH_INTERVAL_S

    def __init__(self, baseline: Baseline, limit_bytes: int) -> None:
        self._baseline = baseline
        self._limit_bytes = limit_bytes
        self._statm: int | None = None
        self._was_exceeded = False

    def join_open(self) -> list[int]:
        return []

    def ordered(self) -> None:
        pass

    def started(self, pid: int) -> None:
        # An open file goes on meaning this process, even when its pid is another's.
        with contextlib.suppress(FileNotFoundError):
            self._statm = os.open(f"/proc/{pid}/statm", os.O_RDONLY | os.O_CLOEXEC)

    def is_exceeded(self) -> bool:
        if self._statm is not None:
            with contextlib.suppress(ProcessLookupError):
                held = anonymous_bytes(os.pread(self._statm, 256, 0))
                excess = held - self._baseline.anonymous_bytes - self._limit_bytes
                self._was_exceeded = self._was_exceeded or excess > 0
        return self._was_exceeded

    def use_get(self, max_rss_bytes: int) -> Use:
        above = max(0, max_rss_bytes - self._baseline.rss_bytes)
        return Use(max_rss_bytes, 0, above, self._was_exceeded)

    def close(self) -> None:
        if self._statm is not None:
            os.close(self._statm)
            self._statm = None


def zygote_anonymous_bytes(pid: int) -> int:
    """Return what every run of a zygote inherits of memory that is of no file."""
    return anonymous_bytes(Path(f"/proc/{pid}/statm").read_bytes())
