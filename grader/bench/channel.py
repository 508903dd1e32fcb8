"""What it costs to cross from the judge to the solution process, measured by checks themselves.

The checks of an exercise made for this time their own calls, and report them by failing.
"""

import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from exercises.format.exercise import Limits
from grader.bench.rows import Effort, Row, Target, duration
from grader.bench.subjects import exercise_make
from grader.judging.grading import grade
from grader.judging.pool import pool_make
from grader.sandbox.limits import MIB

GROUP = "Across the channel"
ARRAY_BYTES = 64 * MIB
PING_BYTES = 64
PINGS = 500

CODE = """\
import numpy as np

KEPT = np.ones(8 << 20)


def solve(f, x, n):
    for _ in range(n):
        f(x)
    return KEPT if n < 0 else None
"""

CHECKS = '''\
import json
import time

import numpy as np

from exercises.checking.failures import fail

CALLS = 200
BIG = np.ones(8 << 20)


def number(solution, reference, rng):
    """Hand over a number, get one back."""
    fail(json.dumps(_oracle_seconds(solution, 1.5)))


def vector(solution, reference, rng):
    """Hand over a vector of 100, get one back."""
    fail(json.dumps(_oracle_seconds(solution, rng.standard_normal(100))))


def array_in(solution, reference, rng):
    """Have an oracle return 64 MiB."""
    fail(json.dumps(_seconds(solution, lambda _: BIG, 0.0, 1)))


def array_out(solution, reference, rng):
    """Have the learner's function return 64 MiB."""
    fail(json.dumps(_seconds(solution, _same, 0.0, -1)))


def argument(solution, reference, rng):
    """Hand 64 MiB to the learner's function."""
    fail(json.dumps(_seconds(solution, _same, BIG, 0)))


def copy(solution, reference, rng):
    """Copy 64 MiB within this process."""
    there = np.zeros_like(BIG)
    fail(json.dumps(_seconds(np.copyto, there, BIG)))


def _oracle_seconds(solution, x):
    empty = min(_seconds(solution, _same, x, 0))
    return [(s - empty) / CALLS for s in _seconds(solution, _same, x, CALLS)]


def _seconds(function, *args):
    function(*args)
    times = []
    for _ in range(@SAMPLES@):
        began = time.perf_counter()
        function(*args)
        times.append(time.perf_counter() - began)
    return times


def _same(x):
    return x
'''

_ECHO = """\
import socket, sys
end = socket.socket(fileno=int(sys.argv[1]))
while data := end.recv(4096):
    end.sendall(data)
"""


def channel_rows(effort: Effort) -> Iterator[Row]:
    """Yield the round trip of an oracle call and the speed of an array of 64 MiB."""
    times = crossing_times(effort)
    ping_s = _ping_s()
    for check_id, what in (("number", "a number"), ("vector", "a float64 vector of 100")):
        seconds = times[check_id]
        yield Row(
            GROUP,
            f"An oracle call's round trip, {what} each way",
            seconds * 1e6,
            "µs",
            duration(seconds),
            f"{PING_BYTES} bytes over a bare socket pair and back {duration(ping_s)}",
            effort.samples,
            Target("at most", 60),
        )
    for check_id, what, target in (
        ("array_in", "An oracle returns 64 MiB", Target("at least", 1)),
        ("array_out", "The solution returns 64 MiB", Target("at least", 1)),
        (
            "argument",
            "The solution is handed 64 MiB, which is compared after the call",
            Target("at least", 1),
        ),
    ):
        yield Row(
            GROUP,
            what,
            ARRAY_BYTES / times[check_id] / 1e9,
            "GB/s",
            duration(times[check_id]),
            f"a copy within one process {duration(times['copy'])}",
            effort.samples,
            target,
        )


def crossing_times(effort: Effort) -> dict[str, float]:
    """Return the median time of each crossing in seconds, by the id of its check."""
    with tempfile.TemporaryDirectory() as folder, pool_make() as zygotes:
        exercise = exercise_make(
            Path(folder),
            checks=CHECKS.replace("@SAMPLES@", str(effort.samples)),
            code=CODE,
            parameters=("f", "x", "n"),
            limits=Limits(wall_limit_s=120.0, cpu_limit_s=120.0, memory_limit_bytes=1024 * MIB),
        )
        report = grade(exercise, CODE.encode(), seed=0, zygotes=zygotes)
    messages = {check.id: check.message for check in report.checks}
    return {name: statistics.median(_times_read(text)) for name, text in messages.items()}


def _times_read(message: str) -> list[float]:
    start = message.find("[")
    if start < 0:
        raise ValueError(f"A check of the channel did not report its times: {message}")
    times: list[float] = json.loads(message[start : message.index("]") + 1])
    return times


def _ping_s() -> float:
    """Return the median time that a small message takes to another process and back."""
    ours, theirs = socket.socketpair()
    command = [sys.executable, "-I", "-S", "-c", _ECHO, str(theirs.fileno())]
    times = []
    with subprocess.Popen(command, pass_fds=[theirs.fileno()]) as echo:
        theirs.close()
        with ours:
            for _ in range(PINGS):
                began = time.perf_counter()
                ours.sendall(bytes(PING_BYTES))
                ours.recv(4096)
                times.append(time.perf_counter() - began)
        echo.wait()
    return statistics.median(times)
