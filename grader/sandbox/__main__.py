"""Check this machine's sandbox and measure it: python -m grader.sandbox [--json]."""

from __future__ import annotations

import argparse
import socket
import statistics
import sys
import time
from typing import Literal

from grader.sandbox.check_text import check_json, check_lines, check_summary
from grader.sandbox.limits import Flavour, Limits
from grader.sandbox.pool import IDLE_ENTRY, ZygotePool
from grader.sandbox.self_test import self_test

_FLAVOUR_NAMES: tuple[Literal["numpy", "scipy", "torch", "notebook"], ...] = (
    "numpy",
    "scipy",
    "torch",
    "notebook",
)
_RUNS = 50


def main() -> int:
    """Print every finding, then each flavour's start and run times; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m grader.sandbox", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the check alone, as JSON")
    as_json = parser.parse_args().json
    check = self_test()
    if as_json:
        sys.stdout.write(f"{check_json(check)}\n")
    else:
        sys.stdout.writelines(f"{line}\n" for _, line in check_lines(check))
        sys.stdout.write(f"{check_summary(check)[1]}\n")
    if not check.can_grade:
        return 1
    if as_json:
        return 0
    with ZygotePool() as pool:
        for name in _FLAVOUR_NAMES:
            _measure(pool, Flavour(name))
    return 0


def _measure(pool: ZygotePool, flavour: Flavour) -> None:
    before = time.perf_counter()
    pool.start(flavour)
    start_s = time.perf_counter() - before
    times_ms = sorted(_idle_run_s(pool, flavour) * 1000 for _ in range(_RUNS))
    sys.stdout.write(
        f"{flavour.name}: starts in {start_s:.2f} s; {_RUNS} idle runs, each from order to outcome:"
        f" median {statistics.median(times_ms):.1f} ms, slowest {times_ms[-1]:.1f} ms\n"
    )


def _idle_run_s(pool: ZygotePool, flavour: Flavour) -> float:
    before = time.perf_counter()
    ours, theirs = socket.socketpair()
    with ours:
        pool.run(flavour, entry=IDLE_ENTRY, payload=b"", channel=theirs, limits=Limits()).wait()
    return time.perf_counter() - before


if __name__ == "__main__":
    sys.exit(main())
