"""Where the time of a warm verdict goes: until the first check, in the checks, after the last."""

import statistics
import time
from collections.abc import Iterator

from exercises.format.exercise import Exercise
from grader.bench.rows import Effort, Row, duration
from grader.bench.subjects import right_code, subjects
from grader.judging.grading import grade
from grader.judging.pool import pool_make
from grader.judging.report import Progress
from grader.sandbox.pool import ZygotePool

GROUP = "Where the time of a warm verdict goes"
PHASES = (
    "both processes are forked, confined, and have loaded the code",
    "the checks",
    "both processes end and are accounted",
)


def phase_rows(effort: Effort) -> Iterator[Row]:
    """Yield the share of each phase in a verdict."""
    with pool_make() as zygotes:
        for exercise in subjects():
            _phases(exercise, 0, zygotes)
            times = [_phases(exercise, seed + 1, zygotes) for seed in range(effort.samples)]
            verdict_s = statistics.median(map(sum, times))
            for name, seconds in zip(PHASES, zip(*times, strict=True), strict=True):
                phase_s = statistics.median(seconds)
                yield Row(
                    GROUP,
                    f"{exercise.title}: {name}",
                    100 * phase_s / verdict_s,
                    "%",
                    duration(phase_s),
                    f"warm verdict {duration(verdict_s)}",
                    effort.samples,
                )


def _phases(exercise: Exercise, seed: int, zygotes: ZygotePool) -> tuple[float, float, float]:
    """Return the seconds of the three phases of one verdict."""
    heard: list[float] = []

    def hear(_: Progress) -> None:
        heard.append(time.perf_counter())

    began = time.perf_counter()
    code = right_code(exercise).encode()
    grade(exercise, code, seed=seed, zygotes=zygotes, progress=hear)
    ended = time.perf_counter()
    return heard[0] - began, heard[-1] - heard[0], ended - heard[-1]
