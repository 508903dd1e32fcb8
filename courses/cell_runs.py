"""Takes readers' runs of notebook cells in: a row first, then a ring. Tells how they stand."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from courses.models import CellRun, NotebookCell
from frontend.problems import Problem
from grader.learners import learner_lock
from grader.models import Learner
from grader.ringing import task_ring
from grader.submitting import code_verify
from grader.throttling import rate_check

QUEUE = "grade.cpu"
RUN_TASK = "courses.tasks.run_cell"
RING_AFTER = timedelta(seconds=10)
KEPT = timedelta(days=1)
BATCH = 500


@transaction.atomic
def cell_run_create(
    learner: Learner, lesson_id: str, slug: str, *, run_id: UUID, code: str
) -> CellRun:
    """Store a run and queue it; the same id again is the same run.

    Raises a Problem for what cannot be taken, and LearnerGoneError.
    """
    code_verify(code)
    cell = NotebookCell.objects.filter(
        notebook=lesson_id, slug=slug, is_retired=False, notebook__is_retired=False
    ).first()
    if cell is None:
        raise Problem(404, "Unknown cell", f"The notebook of {lesson_id!r} has no cell {slug!r}.")
    learner_lock(learner.pk)
    earlier = CellRun.objects.filter(pk=run_id).first()
    if earlier is not None:
        _same_verify(earlier, learner, cell, code)
        return earlier
    runs = CellRun.objects.filter(learner=learner)
    rate_check(learner, runs.exclude(verdict=CellRun.Verdict.INTERNAL_ERROR), "runs")
    run = CellRun.objects.create(
        pk=run_id, learner=learner, cell=cell, code=code, rung_at=timezone.now()
    )
    transaction.on_commit(partial(cell_run_ring, run_id))
    return run


def cell_run_get(learner: Learner, run_id: UUID) -> CellRun:
    """Return one of the learner's runs. Raises CellRun.DoesNotExist."""
    return CellRun.objects.select_related("cell").get(pk=run_id, learner=learner)


def cell_run_ring(run_id: UUID) -> bool:
    """Tell the workers of a run; return False where the broker does not answer."""
    return task_ring(RUN_TASK, [str(run_id)], QUEUE)


def cell_runs_sweep() -> int:
    """Ring again for runs that nobody claimed, or that a worker left; return how many."""
    waiting = Q(state=CellRun.State.WAITING, rung_at__lt=Now() - RING_AFTER)
    left = Q(state=CellRun.State.RUNNING, lease_expires_at__lt=Now())
    due = list(
        CellRun.objects.filter(waiting | left, rung_at__lt=Now() - RING_AFTER)
        .order_by("rung_at")
        .values_list("pk", flat=True)[:BATCH]
    )
    rung = [run_id for run_id in due if cell_run_ring(run_id)]
    CellRun.objects.filter(pk__in=rung).update(rung_at=Now())
    return len(rung)


def cell_runs_prune() -> int:
    """Delete runs of yesterday; return how many."""
    return CellRun.objects.filter(created_at__lt=Now() - KEPT).delete()[0]


def _same_verify(run: CellRun, learner: Learner, cell: NotebookCell, code: str) -> None:
    if (run.learner_id, run.cell_id, run.code) != (learner.pk, cell.pk, code):
        raise Problem(409, "Id is taken", "Another run has this id. A new run needs a new one.")
