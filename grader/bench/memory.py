"""The memory of a warm worker, and of one more: proportional set sizes over all its processes.

Run as a program it is such a worker: it warms every zygote of the library and waits for the end of
its input.
"""

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from exercises.format.loading import exercises_list
from grader.bench.rows import Effort, Row
from grader.judging.pool import ROOT, judge_flavour, pool_make, solution_flavour
from grader.sandbox.limits import MIB
from grader.sandbox.pool import ZygotePool

GROUP = "Memory"
READY = "ready\n"
_BARE = "import numpy, scipy.linalg, scipy.optimize, scipy.sparse.linalg, torch"


def memory_rows(effort: Effort) -> Iterator[Row]:
    """Yield what a warm worker holds, and what a second one adds."""
    with _started([sys.executable, "-c", _waiting(_BARE)]) as bare:
        bare_bytes = tree_pss_bytes(bare.pid)
    worker = [sys.executable, "-m", "grader.bench.memory"]
    with _started(worker) as first:
        first_bytes = tree_pss_bytes(first.pid)
        with _started(worker) as second:
            both_bytes = tree_pss_bytes(first.pid) + tree_pss_bytes(second.pid)
    for name, size_bytes in (
        ("A warm worker with every zygote of the library", first_bytes),
        ("One more such worker, shared pages counted once", both_bytes - first_bytes),
    ):
        yield Row(
            GROUP,
            name,
            size_bytes / bare_bytes,
            "x",
            f"{size_bytes / MIB:.0f} MiB",
            f"one bare process with NumPy, SciPy and torch {bare_bytes / MIB:.0f} MiB",
            1,
        )


def tree_pss_bytes(pid: int) -> int:
    """Return the proportional set size of a process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            # A process may end while we look.
            with contextlib.suppress(OSError):
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                children.setdefault(parent, []).append(int(entry.name))
    total, waiting = 0, [pid]
    while waiting:
        one = waiting.pop()
        waiting += children.get(one, [])
        total += _pss_bytes(one)
    return total


def _pss_bytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0  # It has ended since.
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


@contextlib.contextmanager
def _started(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        if process.stdout.readline() != READY:
            raise RuntimeError("A process whose memory is measured did not start.")
        yield process
        process.communicate()


def _waiting(statements: str) -> str:
    return f"{statements}\nimport sys\nprint('ready', flush=True)\nsys.stdin.read()\n"


def _warm(zygotes: ZygotePool) -> None:
    for exercise in exercises_list():
        zygotes.start(solution_flavour(exercise, "cpu"))
        zygotes.start(judge_flavour(exercise, "cpu"))


if __name__ == "__main__":
    with pool_make() as _pool:
        _warm(_pool)
        sys.stdout.write(READY)
        sys.stdout.flush()
        sys.stdin.read()
