"""`python -m grader.notebook DEMO.py [OUT]`: runs one demo in the sandbox, without a database.

Prints what the demo prints, how it ended, and the paths of its figures: OUT-1.svg and so on.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from exercises.faults import Fault
from frontend.plots.sanitising import SvgRefused, svg_clean
from grader.notebook.running import ScriptOutcome, script_run
from grader.notebook.source import CellSource, notebook_read
from grader.sandbox.errors import SandboxError
from grader.sandbox.limits import Limits
from grader.sandbox.pool import ZygotePool

PASSED, NOT_PASSED, INTERNAL_ERROR = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run the demo that the command line names; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m grader.notebook", description=__doc__)
    parser.add_argument("demo", type=Path)
    parser.add_argument("out", type=Path, nargs="?", default=Path("demo"))
    given = parser.parse_args(arguments)
    faults: list[Fault] = []
    notebook = notebook_read(given.demo.parent, faults)
    if notebook is None:
        sys.stderr.write("".join(f"{fault}\n" for fault in faults))
        return NOT_PASSED
    demo = next((each for each in notebook.demos if each.path == given.demo), None)
    if demo is None:
        sys.stderr.write(f"{given.demo} is no demo of its notebook.\n")
        return NOT_PASSED
    try:
        with ZygotePool() as zygotes:
            outcome = script_run(notebook.script(demo), zygotes=zygotes, limits=Limits())
    except SandboxError as error:
        sys.stderr.write(f"internal error: {error}\n")
        return INTERNAL_ERROR
    is_shown = _show(demo, outcome, given.out)
    return PASSED if outcome.verdict == "passed" and is_shown else NOT_PASSED


def _show(demo: CellSource, outcome: ScriptOutcome, out: Path) -> bool:
    """Print what came of the demo; return whether all its figures can be shown."""
    write = sys.stdout.write
    write(outcome.output)
    used = f"{outcome.time_s:.2f} s, {outcome.memory_bytes / 1e6:.0f} MB"
    write(f"--- {outcome.verdict} after {used}\n")
    if outcome.verdict != "passed":
        write(f"{demo.fault(outcome.message, outcome.line or 1)}\n{outcome.traceback}")
    is_shown = True
    for number, drawing in enumerate(outcome.drawings, start=1):
        reason = drawing.reason or ("" if drawing.label else "It has no label that describes it.")
        path = out.with_name(f"{out.name}-{number}.svg")
        if drawing.svg:
            path.write_text(drawing.svg, encoding="utf-8")
            write(f"figure {number}: {path}, {len(drawing.svg) / 1000:.0f} kB\n")
            reason = reason or _refusal(drawing.svg)
        if reason:
            write(f"figure {number}: {reason}\n")
            is_shown = False
    return is_shown


def _refusal(svg: str) -> str:
    try:
        svg_clean(svg, ident="figure", title="Figure", description="Figure")
    except SvgRefused as refused:
        return str(refused)
    return ""


if __name__ == "__main__":
    sys.exit(main())
