"""`python -m config.bench`: measures, prints the table, and writes `var/bench.json`.

The exit status is 1 where a target does not hold, 2 where the measuring itself failed.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from grader.bench.bare_process import NotPassed
from grader.bench.channel import channel_rows
from grader.bench.gpu import CUDA_DEVICE, gpu_rows
from grader.bench.machine import machine_describe
from grader.bench.memory import memory_rows
from grader.bench.page import page_write
from grader.bench.peers import PeersFailed, peer_rows
from grader.bench.phases import phase_rows
from grader.bench.reading import reading_rows
from grader.bench.rows import QUICK, Effort, Row
from grader.bench.table import json_rows, text_table
from grader.bench.throughput import throughput_rows
from grader.bench.verdicts import fresh_rows, verdict_rows
from grader.bench.web import SiteFailed, web_rows
from grader.judging.pool import ROOT
from grader.judging.report import JudgeError
from grader.sandbox.errors import SandboxError
from practice.evaluation.bench import practice_rows

PARTS: dict[str, Callable[[Effort], Iterator[Row]]] = {
    "verdicts": verdict_rows,
    "phases": phase_rows,
    "fresh": fresh_rows,
    "peers": peer_rows,
    "web": web_rows,
    "reading": reading_rows,
    "practice": practice_rows,
    "throughput": throughput_rows,
    "memory": memory_rows,
    "channel": channel_rows,
    "gpu": gpu_rows,
}
# The graphics card is measured when asked for: few machines have one.
DEFAULT = tuple(name for name in PARTS if name != "gpu")
HOLDS, MISSED, BROKEN = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the options name; return the exit status."""
    options = _parser().parse_args(arguments)
    effort = QUICK if options.quick else Effort()
    if "gpu" in options.only and not CUDA_DEVICE.exists():
        sys.stdout.write("This machine has no CUDA device, so CPU and CUDA are not compared.\n")
        options.only.remove("gpu")
    if not options.only:
        return HOLDS
    machine = machine_describe()
    try:
        rows = _measure(options.only, effort)
    except (NotPassed, PeersFailed, SiteFailed, JudgeError, SandboxError) as error:
        sys.stderr.write(f"The bench broke off: {error}\n")
        return BROKEN
    sys.stdout.write(f"\n{_header(effort, machine)}\n\n{text_table(rows)}")
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json_rows(rows), encoding="utf-8")
    if options.markdown is not None:
        page_write(options.markdown, rows, _header(effort, machine))
    return MISSED if any(row.holds is False for row in rows) else HOLDS


def _measure(names: Sequence[str], effort: Effort) -> list[Row]:
    rows: list[Row] = []
    for name in names:
        sys.stderr.write(f"Measuring {name} …\n")
        rows += PARTS[name](effort)
    return rows


def _header(effort: Effort, machine: str) -> str:
    quick = "Too few runs to rely on (--quick). " if effort.is_quick else ""
    return (
        f"{quick}Medians of the runs that the last column counts, after one to warm up; "
        f"on {machine}."
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m config.bench",
        description="Measure how quickly verdicts, pages and practice come.",
    )
    parser.add_argument(
        "--only",
        type=_names,
        default=list(DEFAULT),
        metavar="NAME,…",
        help=f"some of {', '.join(PARTS)}; all but gpu by default",
    )
    parser.add_argument("--quick", action="store_true", help="take few samples, and say so")
    parser.add_argument(
        "--json", type=Path, default=ROOT / "var" / "bench.json", help="where the rows are written"
    )
    parser.add_argument(
        "--markdown",
        type=Path,
        metavar="FILE",
        help="also put the table into this page, between its two marks",
    )
    return parser


def _names(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",")]
    if unknown := [name for name in names if name not in PARTS]:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is none of {', '.join(PARTS)}")
    return names


if __name__ == "__main__":
    sys.exit(main())
