"""Celery tasks: each takes an id and calls one function."""

from typing import Any

from celery import shared_task

from grader.grading import grading_run
from grader.pruning import events_prune, workers_prune
from grader.ringing import GRADE_TASK
from grader.sweeping import gradings_sweep


@shared_task(bind=True, name=GRADE_TASK, ignore_result=True)
def grade(self: Any, grading_id: int) -> None:
    """Grade one submission in this worker's sandbox."""
    # Only workers that grade need the sandbox and its libraries.
    from grader.judges import sandbox_judge

    grading_run(grading_id, worker=self.request.hostname or "", judge=sandbox_judge)


# A sweep that waited for longer than the next one is not worth running.
@shared_task(name="grader.tasks.sweep_gradings", ignore_result=True, expires=10)
def sweep_gradings() -> None:
    """Ring again for what was left behind."""
    gradings_sweep()


@shared_task(name="grader.tasks.prune", ignore_result=True, expires=1800)
def prune() -> None:
    """Delete old steps of gradings, and workers that have been gone for long."""
    events_prune()
    workers_prune()
