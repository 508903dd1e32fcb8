"""`python -m practice.evaluation`: measures the queue and prints the tables.

The exit status is 1 where a target is missed.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from grader.bench.machine import machine_describe
from practice.evaluation.comparing import (
    cell_duels,
    counted,
    kind_duels,
    policy_rows,
    pooled_duel,
)
from practice.evaluation.logs import ROOT, data_path
from practice.evaluation.measures import Calibration
from practice.evaluation.plots import plots_write
from practice.evaluation.real import LogRow, log_rows
from practice.evaluation.reporting import Report, json_report, page_write, text_report
from practice.evaluation.simulation import FILLING, OURS, Learnt, simulate
from practice.evaluation.targets import real_targets, simulated_targets

SEEDS, QUICK_SEEDS = 200, 10
QUICK_LEARNERS = 500
HOLDS, MISSED = 0, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the options name; return the exit status."""
    options = _parser().parse_args(arguments)
    machine, start = machine_describe(), time.monotonic()
    seeds = options.seeds or (QUICK_SEEDS if options.quick else SEEDS)
    found = simulate(seeds) if "simulated" in options.only else []
    folder = data_path() if "logs" in options.only else None
    if folder is None:
        sys.stderr.write("No real logs: name their folder in PRACTICE_DATA.\n")
    logs = log_rows(folder, QUICK_LEARNERS if options.quick else None) if folder else []
    minutes = (time.monotonic() - start) / 60
    header = _header(seeds, minutes, machine, is_quick=options.quick)
    report = _report(header, found, logs)
    sys.stdout.write(text_report(report))
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_bytes(json_report(report))
    if options.markdown is not None:
        page_write(options.markdown, report)
        plots_write(
            options.markdown.parent / "figures", report.policies, _calibrations(found, logs)
        )
    return HOLDS if all(target.holds for target in report.targets) else MISSED


def _report(header: str, found: list[Learnt], logs: list[LogRow]) -> Report:
    pooled = [pooled_duel(found)] if found else []
    return Report(
        header=header,
        policies=policy_rows(found) if found else [],
        pooled=pooled,
        cells=cell_duels(found),
        kinds=kind_duels(found),
        logs=logs,
        targets=[*(t for duel in pooled for t in simulated_targets(duel)), *real_targets(logs)],
    )


def _calibrations(found: list[Learnt], logs: list[LogRow]) -> dict[str, Calibration]:
    drawn = {}
    for name in (OURS, FILLING) if found else ():
        parts = [each.outcomes[name].calibration for each in counted(found)]
        drawn[f"{name}, simulated"] = Calibration.pooled(parts)
    drawn |= {f"ours, {row.log}": row.calibration for row in logs if row.predictor == "ours"}
    return drawn


def _header(seeds: int, minutes: float, machine: str, *, is_quick: bool) -> str:
    quick = "Too few learners to rely on. " if is_quick or seeds < SEEDS else ""
    return (
        f"{quick}{seeds} learners in each graph and truth, 95 % bootstrap intervals in brackets; "
        f"{minutes:.0f} minutes on {machine}."
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m practice.evaluation",
        description="Measure the queue on simulated learners and real logs.",
    )
    parser.add_argument("--quick", action="store_true", help="take few learners, and say so")
    parser.add_argument("--seeds", type=int, help=f"learners in each cell; {SEEDS} by default")
    parser.add_argument(
        "--only", nargs="+", choices=("simulated", "logs"), default=["simulated", "logs"]
    )
    parser.add_argument(
        "--json",
        type=Path,
        default=ROOT / "var" / "practice-eval.json",
        help="where the results are written",
    )
    parser.add_argument(
        "--markdown",
        type=Path,
        metavar="FILE",
        help="also put the tables into this page, between its marks, and the pictures beside it",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
