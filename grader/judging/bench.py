"""`make bench`: how quickly a warm grader answers, as ratios measured in one run.

Prints a table and writes `var/bench.json`, a list of rows
`{"name", "value", "unit", "target", "holds"}`.
"""

import json
import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from exercises.format.exercise import Exercise
from exercises.format.loading import exercises_list
from grader.judging.grading import grade
from grader.judging.pool import ROOT, judge_flavour, pool_make, solution_flavour

WARM_RUNS = 20
COLD_RUNS = 5

Row = dict[str, Any]


def main(result: Path = ROOT / "var" / "bench.json") -> int:
    """Measure every exercise; return 1 where a target does not hold."""
    rows: list[Row] = []
    for exercise in exercises_list():
        rows += _measure(exercise)
    result.parent.mkdir(parents=True, exist_ok=True)
    result.write_text(json.dumps(rows, indent=1) + "\n")
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    sys.stdout.write(f"medians of {WARM_RUNS} warm and {COLD_RUNS} cold runs, {machine}\n")
    for row in rows:
        target = "" if row["target"] is None else f"  (target {row['target']:g}: {_word(row)})"
        sys.stdout.write(f"{row['name']:<58} {row['value']:>9.3g} {row['unit']}{target}\n")
    return 1 if any(row["holds"] is False for row in rows) else 0


def _measure(exercise: Exercise) -> list[Row]:
    code = exercise.solutions_correct[0].path.read_bytes()
    with pool_make() as zygotes:
        zygotes.start(solution_flavour(exercise, "cpu"))
        zygotes.start(judge_flavour(exercise, "cpu"))
        grade(exercise, code, seed=0, zygotes=zygotes)
        warm_s = _median_s(
            lambda seed: grade(exercise, code, seed=seed, zygotes=zygotes), WARM_RUNS
        )

    def cold(seed: int) -> None:
        with pool_make() as fresh:
            grade(exercise, code, seed=seed, zygotes=fresh)

    cold_s = _median_s(cold, COLD_RUNS)
    return [
        _row(f"{exercise.slug}: a warm verdict", warm_s * 1000, "ms"),
        _row(f"{exercise.slug}: a cold verdict", cold_s * 1000, "ms"),
        _row(f"{exercise.slug}: cold over warm", cold_s / warm_s, "x", target=1.0),
    ]


def _median_s(run: Callable[[int], object], runs: int) -> float:
    times = []
    for seed in range(1, runs + 1):
        begin = time.perf_counter()
        run(seed)
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def _row(name: str, value: float, unit: str, *, target: float | None = None) -> Row:
    holds = None if target is None else value >= target
    return {"name": name, "value": value, "unit": unit, "target": target, "holds": holds}


def _word(row: Row) -> str:
    return "holds" if row["holds"] else "does not hold"


if __name__ == "__main__":
    sys.exit(main())
