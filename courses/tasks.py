"""Celery tasks: each takes an id and calls one function."""

from typing import Any
from uuid import UUID

from celery import shared_task

from courses.cell_running import cell_run_run
from courses.cell_runs import RUN_TASK, cell_runs_prune, cell_runs_sweep


@shared_task(bind=True, name=RUN_TASK, ignore_result=True)
def run_cell(self: Any, run_id: str) -> None:
    """Run one cell in this worker's sandbox."""
    # Only workers that grade have the sandbox.
    from grader.judges import sandbox_script

    cell_run_run(UUID(run_id), worker=self.request.hostname or "", run_script=sandbox_script)


# A sweep that waited for longer than the next one is not worth running.
@shared_task(name="courses.tasks.sweep_cell_runs", ignore_result=True, expires=10)
def sweep_cell_runs() -> None:
    """Ring again for what was left behind."""
    cell_runs_sweep()


@shared_task(name="courses.tasks.prune_cell_runs", ignore_result=True, expires=1800)
def prune_cell_runs() -> None:
    """Delete old runs of cells."""
    cell_runs_prune()
