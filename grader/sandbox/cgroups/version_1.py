"""Control groups version 1: a hierarchy for memory, and one for the number of tasks."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from grader.sandbox.cgroups.groups import Usage, each_kill, number_of

_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


class Version1:
    """The first folder of a group is in the memory hierarchy, the second, if any, in pids."""

    kind: Literal["cgroup v1"] = "cgroup v1"
    # A single thread that moves itself takes no lock of the whole system, unlike through
    # cgroup.procs, where the kernel waits for every processor: 0.05 ms instead of over 10 ms.
    join_file = "tasks"

    def limits(
        self, folders: Sequence[Path], memory_limit_bytes: int, task_limit: int
    ) -> list[tuple[Path, str]]:
        """Return the files to write for a group's limits, in order, each with its text."""
        memory = folders[0]
        files = [(memory / "memory.limit_in_bytes", str(memory_limit_bytes))]
        # Memory and swap together, not on every kernel. A page more than memory alone, which so
        # comes to its limit first: newer kernels count only how often that one was reached.
        with_swap = memory / "memory.memsw.limit_in_bytes"
        if with_swap.exists():
            files.append((with_swap, str(memory_limit_bytes + _PAGE_BYTES)))
        return files + [(pids / "pids.max", str(task_limit)) for pids in folders[1:]]

    def usage_get(self, folders: Sequence[Path]) -> Usage:
        """Read what the kernel counted in a group."""
        memory = folders[0]
        statistics = memory / "memory.stat"
        names = ("inactive_file", "active_file")
        return Usage(
            peak_bytes=int((memory / "memory.max_usage_in_bytes").read_text()),
            file_bytes=sum(number_of(statistics, name) for name in names),
            oom_kills=number_of(memory / "memory.oom_control", "oom_kill"),
            limit_hits=int((memory / "memory.failcnt").read_text()),
        )

    def kill(self, folder: Path) -> None:
        """Send SIGKILL to every process in a folder."""
        each_kill(folder)
