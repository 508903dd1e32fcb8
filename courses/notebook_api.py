"""The HTTP API of live runs of notebook cells."""

from uuid import UUID

from ninja import Field, Router, Schema, Status

from courses.cell_runs import QUEUE, cell_run_create, cell_run_get
from courses.models import CellRun
from frontend.problems import Problem
from grader.learners import LearnerAuth, LearnerRequest
from grader.presence import queue_has_worker
from grader.schemas import ProblemOut

router = Router(tags=["notebooks"], auth=LearnerAuth())


class CellRunIn(Schema):
    """The code to run in a cell's place, under an id that the sender makes (UUIDv7 is best)."""

    id: UUID
    code: str


class FigureOut(Schema):
    """A figure as SVG that is safe to show, and what it shows in words."""

    svg: str
    label: str


class CellRunOut(Schema):
    """How a run stands; once `state` is `done`, what came of it."""

    id: UUID
    state: str = Field(description="waiting, running or done")
    has_worker: bool = Field(description="Whether a worker is up that takes runs.")
    verdict: str | None = None
    message: str = ""
    line: int | None = None
    traceback: str = ""
    output: str = ""
    figures: list[FigureOut] = []
    time_s: float | None = None


@router.post(
    "/notebooks/{lesson_id}/cells/{cell}/run",
    response={
        202: CellRunOut,
        401: ProblemOut,
        403: ProblemOut,
        404: ProblemOut,
        409: ProblemOut,
        413: ProblemOut,
        422: ProblemOut,
        429: ProblemOut,
    },
    summary="Run a cell of a theory notebook",
)
def cell_run_post(
    request: LearnerRequest, lesson_id: str, cell: str, body: CellRunIn
) -> Status[CellRunOut]:
    """Store the code and queue its run. The same `id` again returns the same run."""
    run = cell_run_create(request.auth, lesson_id, cell, run_id=body.id, code=body.code)
    return Status(202, _out(run))


@router.get(
    "/notebooks/runs/{run_id}",
    response={200: CellRunOut, 401: ProblemOut, 404: ProblemOut},
    summary="Read a run of a cell",
)
def cell_run_read(request: LearnerRequest, run_id: UUID) -> CellRunOut:
    """Return one of your runs; it is kept for a day."""
    try:
        return _out(cell_run_get(request.auth, run_id))
    except CellRun.DoesNotExist:
        raise Problem(404, "Unknown run", "You have no run with this id.") from None


def _out(run: CellRun) -> CellRunOut:
    is_done = run.state == CellRun.State.DONE
    return CellRunOut(
        id=run.pk,
        state=run.state,
        has_worker=is_done or queue_has_worker(QUEUE),
        verdict=run.verdict or None,
        message=run.message,
        line=run.line,
        traceback=run.traceback,
        output=run.output,
        figures=[FigureOut(**figure) for figure in run.figures],
        time_s=run.time_s,
    )
