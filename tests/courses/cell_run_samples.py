"""Runs of notebook cells, and what a sandbox says of one, for tests to ask for by name."""

from typing import Any
from uuid import uuid4

from django.db.models.functions import Now

from courses.models import CellRun, NotebookCell
from grader.models import Learner
from grader.notebook.inside.messages import Drawing
from grader.notebook.running import ScriptOutcome

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect onclick="x" width="3"/></svg>'
)


def outcome_make(**changes: Any) -> ScriptOutcome:
    fields: dict[str, Any] = {
        "verdict": "passed",
        "message": "",
        "line": None,
        "traceback": "",
        "output": "hello\n",
        "drawings": (Drawing(svg=SVG, label="A box"),),
        "time_s": 0.5,
        "memory_bytes": 1 << 20,
    }
    return ScriptOutcome(**(fields | changes))


def run_make(cell: NotebookCell, learner: Learner, **fields: Any) -> CellRun:
    given = {"id": uuid4(), "code": "x", "rung_at": Now(), **fields}
    run = CellRun.objects.create(cell=cell, learner=learner, **given)
    run.refresh_from_db()
    return run
