"""Runs one reader's cell in the sandbox: claim, run, write what came of it once."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from courses.models import CellRun, NotebookCell
from frontend.plots.sanitising import SvgRefused, svg_clean
from grader.characters import storable
from grader.grading import INTERNAL_FAILURES_LIMIT
from grader.leases import connection_release, row_claim
from grader.notebook.inside.messages import Drawing, Script
from grader.notebook.running import ScriptOutcome

log = logging.getLogger(__name__)
operator_log = logging.getLogger("grader.operator")

# Longer than the longest run and the start of a zygote before it: so a run needs no heartbeat.
LEASE = timedelta(seconds=120)
INTERNAL_ERROR = (
    "Something failed on our side, not in your code, and we have been told. Run it again later."
)
NO_LABEL = "Drawn by the code above."

RunScript = Callable[[Script], ScriptOutcome]


@dataclass(frozen=True)
class Hold:
    """The right to write to one run, until a claim with a higher token is made."""

    run_id: UUID
    token: int


def cell_run_run(run_id: UUID, *, worker: str, run_script: RunScript) -> None:
    """Run a cell, unless someone else does or did."""
    run = cell_run_claim(run_id, worker)
    if run is None:
        return
    hold = Hold(run.pk, run.fencing_token)
    notebook = run.cell.notebook
    connection_release()
    try:
        outcome = run_script(Script(setup=notebook.setup, code=run.code, files=notebook.files))
    except Exception as error:
        # Whatever fails here is ours: what the reader's code does is in the outcome.
        log.exception("Run %s failed on our side", run_id)
        cell_run_fail(hold, f"{type(error).__name__}: {error}")
    else:
        if not cell_run_finish(hold, run.cell, outcome):
            log.warning("Run %s went to another worker; what %s found is dropped", run_id, worker)


def cell_run_claim(run_id: UUID, worker: str) -> CellRun | None:
    """Take a run that nobody holds, or None; a claim made before loses its hold."""
    rows, waiting = CellRun.objects.filter(pk=run_id), CellRun.State.WAITING
    with transaction.atomic():
        if not row_claim(rows, waiting=waiting, worker=worker, lease=LEASE):
            return None
        run = CellRun.objects.select_related("cell__notebook").get(pk=run_id)
        if run.internal_failures < INTERNAL_FAILURES_LIMIT:
            return run
        _end_as_internal_error(Hold(run.pk, run.fencing_token), "its workers ended each time")
        return None


def cell_run_finish(hold: Hold, cell: NotebookCell, outcome: ScriptOutcome) -> bool:
    """Write what came of a run, once; return False without a hold."""
    figures, refusals = figures_clean(cell, outcome.drawings)
    verdict, message = outcome.verdict, outcome.message
    is_refused = verdict == "passed" and bool(refusals)
    return _done_write(
        hold,
        verdict=CellRun.Verdict.REFUSED if is_refused else verdict,
        message=storable(" ".join([message, *refusals]).strip()),
        line=outcome.line,
        traceback=storable(outcome.traceback),
        output=storable(outcome.output),
        figures=figures,
        time_s=outcome.time_s,
    )


def cell_run_fail(hold: Hold, reason: str) -> None:
    """Count a failure of ours: back to the line, or the end after the third."""
    with transaction.atomic():
        held = CellRun.objects.select_for_update().filter(
            pk=hold.run_id, fencing_token=hold.token, state=CellRun.State.RUNNING
        )
        run = held.first()
        if run is None:
            return
        run.internal_failures += 1
        if run.internal_failures >= INTERNAL_FAILURES_LIMIT:
            _end_as_internal_error(hold, reason, internal_failures=run.internal_failures)
            return
        run.state = CellRun.State.WAITING
        run.lease_expires_at = None
        run.internal_error = storable(reason)
        run.save()


def figures_clean(
    cell: NotebookCell, drawings: Iterable[Drawing]
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the figures that a page may show, and why it does not show the others."""
    figures, refusals = [], []
    for number, drawing in enumerate(drawings, start=1):
        label = storable(drawing.label) or NO_LABEL
        reason = drawing.reason
        try:
            if not reason:
                ident = f"run-{cell.slug}-{number}"
                svg = svg_clean(drawing.svg, ident=ident, title=cell.title, description=label)
                figures.append({"svg": storable(svg), "label": label})
        except SvgRefused as refused:
            reason = str(refused)
        if reason:
            refusals.append(f"Figure {number} is not shown. {reason}")
    return figures, refusals


def _end_as_internal_error(hold: Hold, reason: str, **fields: Any) -> None:
    _done_write(
        hold,
        verdict=CellRun.Verdict.INTERNAL_ERROR,
        message=INTERNAL_ERROR,
        internal_error=storable(reason),
        **fields,
    )
    operator_log.error("Run %s of a cell ended as an internal error: %s", hold.run_id, reason)


def _done_write(hold: Hold, **fields: Any) -> bool:
    held = CellRun.objects.filter(
        pk=hold.run_id, fencing_token=hold.token, state=CellRun.State.RUNNING
    )
    done = held.update(state=CellRun.State.DONE, finished_at=Now(), lease_expires_at=None, **fields)
    return done == 1
