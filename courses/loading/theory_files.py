"""Theory notebooks as Jupyter notebooks, with the outputs that our own sandbox produced."""

from collections.abc import Iterator
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from courses.loading.demos import DemoRun, cell_pk
from exercises.notebooks.statement import Resolve, statement_convert
from frontend.plots.palette import COLOURS
from grader.notebook.source import CellSource, NotebookSource

PAPER = COLOURS["paper"].light
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
NEEDS = "It needs Python 3.11 or newer with numpy, scipy, torch and matplotlib."


def ipynb_make(
    lesson_id: str, source: NotebookSource, runs: dict[str, DemoRun], resolve: Resolve
) -> str:
    """Return a notebook as JSON; `resolve` gives the full address of a link's target, or None."""
    cells = [
        new_markdown_cell(f"# {source.setup.title}\n\n{_text(source.setup, resolve)}\n\n{NEEDS}"),
        new_code_cell(source.setup.code),
        *_data_cells(source.files),
    ]
    for number, demo in enumerate(source.demos, start=1):
        run = runs[cell_pk(lesson_id, demo)]
        title = f"## {demo.number}. {demo.title}"
        outputs = list(_outputs(run, number))
        cells.append(new_markdown_cell(f"{title}\n\n{_text(demo, resolve)}"))
        cells.append(new_code_cell(demo.code, execution_count=number, outputs=outputs))
    for number, cell in enumerate(cells, start=1):
        cell["id"] = f"cell-{number}"
    notebook = new_notebook(cells=cells, metadata=METADATA | {"title": source.setup.title})
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook)) + "\n"


def _text(cell: CellSource, resolve: Resolve) -> str:
    return statement_convert(cell.text, resolve).strip()


def _data_cells(files: dict[str, str]) -> Iterator[Any]:
    if files:
        yield new_markdown_cell("The data that some demos read, written beside this notebook.")
        yield new_code_cell(
            f"for _name, _text in {files!r}.items():\n    Path(_name).write_text(_text)"
        )


def _outputs(run: DemoRun, number: int) -> Iterator[Any]:
    if run.output:
        yield new_output("stream", name="stdout", text=run.output)
    for drawing in run.drawings:
        # Drawn for paper: in a dark notebook it would be dark on dark.
        svg = drawing["svg"].replace("<svg ", f'<svg style="background: {PAPER}" ', 1)
        data = {"image/svg+xml": svg, "text/plain": drawing["label"]}
        yield new_output("display_data", data=data)
