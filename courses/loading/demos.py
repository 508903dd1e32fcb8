"""What comes of the demos of theory notebooks: run in our sandbox, kept until something changes."""

import hashlib
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings

from courses.loading.theory import Notebooks
from courses.models import NotebookCell
from exercises.faults import Fault
from frontend.plots.sanitising import SvgRefused, svg_clean
from grader.judging.limits import limits_usual
from grader.notebook.running import ScriptOutcome, script_run
from grader.notebook.source import CellSource, NotebookSource
from grader.sandbox.errors import SandboxError
from grader.sandbox.pool import ZygotePool

ROOT = Path(__file__).resolve().parents[2]
# What a demo runs in, beside its own sources.
CODE = ("grader/notebook/inside/*.py", "frontend/plots/palette.py", "frontend/plots/style.py")
LIBRARIES = ("matplotlib", "numpy", "scipy", "torch")
AT_ONCE = 2
SVG_LIMIT_CHARACTERS = 120_000
DESCRIPTION_LEAST_CHARACTERS = 30


@dataclass(frozen=True)
class DemoRun:
    """What a demo printed and drew; `figures` are its `drawings` as pages show them."""

    output: str
    drawings: list[dict[str, Any]]
    figures: list[dict[str, Any]]
    time_s: float
    run_hash: str


@dataclass(frozen=True)
class _Demo:
    """A demo that is to be looked at, with its notebook."""

    lesson_id: str
    notebook: NotebookSource
    cell: CellSource

    @property
    def pk(self) -> str:
        return cell_pk(self.lesson_id, self.cell)


def cell_pk(lesson_id: str, cell: CellSource) -> str:
    """Return the id of a demo's row."""
    return f"{lesson_id}.{cell.slug}"


def demos_run(notebooks: Notebooks, faults: list[Fault]) -> dict[str, DemoRun]:
    """Return what came of each demo, by the id of its row; faults tell what did not hold."""
    demos = [
        _Demo(lesson_id, notebook, cell)
        for lesson_id, notebook in notebooks.items()
        for cell in notebook.demos
    ]
    kept = NotebookCell.objects.in_bulk([demo.pk for demo in demos])
    runs: dict[str, DemoRun] = {}
    changed: list[_Demo] = []
    for demo in demos:
        row = kept.get(demo.pk)
        if row is None or row.run_hash != _run_hash(demo):
            changed.append(demo)
        else:
            run = (row.output, row.drawings, row.time_s, row.run_hash)
            runs[demo.pk] = _shown(demo, *run, faults=faults)
    for demo, outcome in _outcomes(changed, faults):
        if outcome.verdict != "passed":
            message = f"The demo ended as {outcome.verdict}: {outcome.message}"
            faults.append(demo.cell.fault(message, outcome.line or 1))
            continue
        drawings = [msgspec.to_builtins(drawing) for drawing in outcome.drawings]
        run = (outcome.output, drawings, round(outcome.time_s, 3), _run_hash(demo))
        runs[demo.pk] = _shown(demo, *run, faults=faults)
    return runs


def _outcomes(demos: list[_Demo], faults: list[Fault]) -> Iterator[tuple[_Demo, ScriptOutcome]]:
    """Run the demos, a few at once."""
    if not demos:
        return
    limits = limits_usual(settings.GRADER_BOUNDS)
    with ZygotePool() as zygotes, ThreadPoolExecutor(AT_ONCE) as threads:
        waiting = [
            threads.submit(
                script_run, demo.notebook.script(demo.cell), zygotes=zygotes, limits=limits
            )
            for demo in demos
        ]
        for demo, each in zip(demos, waiting, strict=True):
            try:
                yield demo, each.result()
            except SandboxError as error:
                faults.append(demo.cell.fault(f"The sandbox could not run it. {error}"))


def _shown(
    demo: _Demo,
    output: str,
    drawings: list[dict[str, Any]],
    time_s: float,
    run_hash: str,
    *,
    faults: list[Fault],
) -> DemoRun:
    figures = []
    for number, drawing in enumerate(drawings, start=1):
        ident = f"{demo.cell.slug}-figure-{number}"
        reason = drawing["reason"]
        if not reason and len(drawing["label"]) < DESCRIPTION_LEAST_CHARACTERS:
            reason = "set_label() describes it to those who cannot see it."
        if not reason and len(drawing["svg"]) > SVG_LIMIT_CHARACTERS:
            reason = (
                f"It has {len(drawing['svg']):,} characters, more than {SVG_LIMIT_CHARACTERS:,}."
            )
        try:
            svg = (
                ""
                if reason
                else svg_clean(
                    drawing["svg"], ident=ident, title=demo.cell.title, description=drawing["label"]
                )
            )
        except SvgRefused as refused:
            reason = str(refused)
        if reason:
            faults.append(demo.cell.fault(f"Figure {number}: {reason}"))
        else:
            figures.append({"svg": svg, "label": drawing["label"]})
    return DemoRun(output, drawings, figures, time_s, run_hash)


def _run_hash(demo: _Demo) -> str:
    digest = hashlib.sha256(_tools_mark())
    digest.update(msgspec.msgpack.encode(demo.notebook.script(demo.cell)))
    return digest.hexdigest()


@cache
def _tools_mark() -> bytes:
    versions = [sys.version, *(version(name) for name in LIBRARIES)]
    digest = hashlib.sha256(" ".join(versions).encode())
    for pattern in CODE:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.digest()
