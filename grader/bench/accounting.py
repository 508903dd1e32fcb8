"""CPU time of this process and of all it starts, by a control group of its own.

Runs are reaped by the kernel and by wardens, so their time never reaches `getrusage` here.
"""

import contextlib
import functools
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

CGROUPS = Path("/sys/fs/cgroup")
LEAVE_LIMIT_S = 10.0


@contextlib.contextmanager
def cpu_meter() -> Iterator[Callable[[], float] | None]:
    """Yield a function that returns the CPU seconds used so far, or None where that is refused.

    Processes are counted that are started within the block, and must have ended with it.
    """
    for parent in _parents():
        folder = parent / f"descent-bench-{os.getpid()}"
        try:
            folder.mkdir()
        except OSError:
            continue
        try:
            (folder / "cgroup.procs").write_text(str(os.getpid()))
        except OSError:
            folder.rmdir()
            continue
        try:
            yield functools.partial(_used_s, folder)
        finally:
            (parent / "cgroup.procs").write_text(str(os.getpid()))
            _remove(folder)
        return
    yield None


def _parents() -> Iterator[Path]:
    """Yield the folders of the groups that this process is in and that count CPU time."""
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, controllers, path = line.split(":", 2)
        if controllers == "" and (CGROUPS / "cgroup.controllers").exists():
            yield CGROUPS / path.lstrip("/")
        elif "cpuacct" in controllers.split(","):
            yield CGROUPS / controllers / path.lstrip("/")


def _used_s(folder: Path) -> float:
    if (folder / "cpuacct.usage").exists():
        return int((folder / "cpuacct.usage").read_text()) / 1e9
    fields = dict(line.split() for line in (folder / "cpu.stat").read_text().splitlines())
    return int(fields["usage_usec"]) / 1e6


def _remove(folder: Path) -> None:
    deadline = time.monotonic() + LEAVE_LIMIT_S
    while time.monotonic() < deadline:
        try:
            folder.rmdir()
        except OSError:
            time.sleep(0.05)
        else:
            return
