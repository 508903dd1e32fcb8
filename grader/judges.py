"""The sandbox of a worker process: one pool of warm zygotes, for as long as the process lives."""

import logging
import threading
from collections.abc import Sequence
from typing import Literal

from django.conf import settings

from exercises.format.errors import ExerciseError
from exercises.format.exercise import Exercise
from exercises.format.loading import exercises_list
from grader.grading import ProgressCallback
from grader.judging.grading import grade
from grader.judging.limits import limits_for, limits_usual
from grader.judging.pool import judge_flavour, pool_make, solution_flavour
from grader.judging.report import Report
from grader.notebook.inside.messages import Script
from grader.notebook.running import ScriptOutcome, script_run
from grader.sandbox.pool import ZygotePool

log = logging.getLogger(__name__)

_lock = threading.Lock()
_pool: ZygotePool | None = None


def sandbox_judge(
    exercise: Exercise,
    code: bytes,
    *,
    seed: int,
    device: Literal["cpu", "cuda"],
    scope: Literal["public", "all"],
    progress: ProgressCallback,
) -> Report:
    """Grade in this process's zygotes."""
    return grade(
        exercise,
        code,
        seed=seed,
        zygotes=pool_get(),
        device=device,
        scope=scope,
        bounds=settings.GRADER_BOUNDS,
        progress=progress,
    )


def sandbox_script(script: Script) -> ScriptOutcome:
    """Run a notebook's cell in this process's zygotes, within the limits of submissions."""
    return script_run(script, zygotes=pool_get(), limits=limits_usual(settings.GRADER_BOUNDS))


def pool_get() -> ZygotePool:
    """Return this process's pool; its zygotes start when they are first needed."""
    global _pool  # noqa: PLW0603 (one for each process is the point)
    with _lock:
        if _pool is None:
            _pool = pool_make(runs_per_zygote=settings.GRADER_RUNS_PER_ZYGOTE)
        return _pool


def pool_warm(devices: Sequence[str]) -> None:
    """Start the zygotes that the library's exercises need on these devices.

    Raises SandboxError where one does not start.
    """
    try:
        exercises = exercises_list()
    except ExerciseError as error:
        # The other exercises can be graded; this one fails when it is its turn.
        log.error("The zygotes are not warmed: %s", error)
        return
    for exercise in exercises:
        try:
            limits_for(exercise, settings.GRADER_BOUNDS)
        except ExerciseError as error:
            log.error("Nothing is graded against %s: %s", exercise.slug, error)
    wanted = {
        flavour
        for exercise in exercises
        for device in devices
        if device in exercise.devices
        for flavour in (solution_flavour(exercise, device), judge_flavour(exercise, device))
    }
    for flavour in sorted(wanted, key=str):
        log.info("Warming %s", flavour)
        pool_get().start(flavour)


def pool_close() -> None:
    """End the zygotes, and every run with them."""
    global _pool  # noqa: PLW0603
    with _lock:
        if _pool is not None:
            _pool.close()
            _pool = None
