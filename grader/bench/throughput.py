"""How many verdicts a machine gives in a second when all its cores are busy with them."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from exercises.format.exercise import Exercise
from exercises.format.loading import exercise_get
from grader.bench.accounting import cpu_meter
from grader.bench.bare_process import BareProcess
from grader.bench.rows import Effort, Row, duration, timing_of
from grader.bench.subjects import NUMPY_SLUG, TORCH_SLUG, right_code
from grader.bench.verdicts import passed
from grader.judging.pool import pool_make
from grader.sandbox.pool import ZygotePool

GROUP = "Throughput"


def throughput_rows(effort: Effort) -> Iterator[Row]:
    """Yield verdicts per second and core, and the CPU time of one verdict."""
    cores = len(os.sched_getaffinity(0))
    for slug in (NUMPY_SLUG, TORCH_SLUG):
        exercise = exercise_get(slug)
        count = max(effort.samples, 2) * cores
        with BareProcess(exercise) as bare:
            bare_s = timing_of(bare.verdict, effort).median_s
        with cpu_meter() as used_s, pool_make() as zygotes:
            _grade_all(exercise, cores, cores, zygotes)
            before_s = used_s() if used_s else 0.0
            began = time.perf_counter()
            _grade_all(exercise, count, cores, zygotes)
            wall_s = time.perf_counter() - began
            cpu_s = (used_s() - before_s) / count if used_s else None
        yield Row(
            GROUP,
            f"{exercise.title}: verdicts per second and core",
            count / wall_s / cores,
            "/s",
            f"{count} verdicts in {duration(wall_s)}, {cores} at once on {cores} cores",
            f"bare checks on one core {1 / bare_s:.0f} /s",
            count,
        )
        yield Row(
            GROUP,
            f"{exercise.title}: CPU time of a verdict, all processes of it",
            None if cpu_s is None else cpu_s / bare_s,
            "x",
            "" if cpu_s is None else duration(cpu_s),
            "no control group may be made here" if cpu_s is None else f"bare {duration(bare_s)}",
            count,
        )


def _grade_all(exercise: Exercise, count: int, at_once: int, zygotes: ZygotePool) -> None:
    code = right_code(exercise).encode()
    with ThreadPoolExecutor(at_once) as threads:
        for future in [
            threads.submit(passed, exercise, code, seed, zygotes=zygotes) for seed in range(count)
        ]:
            future.result()
