"""Reads a notebook's sources: a folder of jupytext percent files, one idea a file.

`00-setup.py` has the notebook's title, what every cell shares, and the imports; `04-some-idea.py`
is the demo that its number and its heading, `## 4. Some idea`, say. `data/` holds files that each
cell finds in its working directory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import jupytext

from exercises.faults import Fault, path_shown
from grader.notebook.inside.messages import Script

FORMAT = "py:percent"
SETUP = "00-setup.py"
FILE_NAME = re.compile(r"(\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)\.py")
DATA_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]*\.(?:json|csv)")
HEADING = re.compile(r"## (\d+)\. (\S.*)")
TITLE = re.compile(r"# (\S.*)")
MARKER = re.compile(r"# %%")


@dataclass(frozen=True)
class CellSource:
    """A file: a heading, what is said below it in Markdown, and the code.

    `text_line` and `code_line` are where these begin in the file, from 1.
    """

    path: Path
    number: int
    slug: str
    title: str
    text: str
    text_line: int
    code: str
    code_line: int

    def fault(self, reason: str, code_line: int = 1) -> Fault:
        """Return a fault at a line of the code, from 1."""
        return Fault(path_shown(self.path), self.code_line + code_line - 1, reason)


@dataclass(frozen=True)
class NotebookSource:
    """A folder's files, in order."""

    setup: CellSource
    demos: tuple[CellSource, ...]
    files: dict[str, str]

    def script(self, demo: CellSource) -> Script:
        """Return what runs for a demo."""
        return Script(setup=self.setup.code, code=demo.code, files=self.files)


def notebook_read(folder: Path, faults: list[Fault]) -> NotebookSource | None:
    """Read a folder; what is wrong with it is added to the faults."""
    cells: list[CellSource] = []
    count_before = len(faults)
    for path in sorted(folder.glob("*.py")):
        cell = _cell_read(path)
        if isinstance(cell, Fault):
            faults.append(cell)
        else:
            cells.append(cell)
    files = dict(_data_read(folder / "data", faults))
    faults += _order_check(folder, cells)
    if len(faults) > count_before:
        return None
    return NotebookSource(cells[0], tuple(cells[1:]), files)


def _cell_read(path: Path) -> CellSource | Fault:
    name = FILE_NAME.fullmatch(path.name)
    if name is None:
        return _fault(path, 1, "A demo's file is named like 04-newton-decrement.py.")
    source = path.read_text(encoding="utf-8")
    lines = source.split("\n")
    markers = [number for number, line in enumerate(lines, start=1) if MARKER.match(line)]
    cells = jupytext.reads(source, fmt=FORMAT).cells
    if [cell.cell_type for cell in cells] != ["markdown", "code"] or len(markers) != 2:
        return _fault(path, 1, "A file has one cell of Markdown, then one of code.")
    first, _, text = cells[0].source.partition("\n")
    form = TITLE if path.name == SETUP else HEADING
    heading = form.fullmatch(first)
    number = int(name[1])
    if heading is None or (form is HEADING and int(heading[1]) != number):
        shown = "# Title" if form is TITLE else f"## {number}. Title"
        return _fault(path, markers[0] + 1, f"The Markdown begins with a line like `{shown}`.")
    return CellSource(
        path=path,
        number=number,
        slug=name[2],
        title=heading[heading.re.groups],
        text=text,
        text_line=markers[0] + 2,
        code=cells[1].source,
        code_line=_first_line(lines, markers[1]),
    )


def _first_line(lines: list[str], marker: int) -> int:
    """Return the number of the first line after a marker that is not empty."""
    below = enumerate(lines[marker:], start=marker + 1)
    return next((number for number, line in below if line.strip()), marker)


def _data_read(folder: Path, faults: list[Fault]) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*")):
        if DATA_NAME.fullmatch(path.name):
            yield path.name, path.read_text(encoding="utf-8")
        else:
            faults.append(_fault(path, 1, "Data is in .json and .csv files of plain names."))


def _order_check(folder: Path, cells: list[CellSource]) -> Iterator[Fault]:
    if not cells or cells[0].path.name != SETUP:
        yield _fault(folder / SETUP, 1, "A notebook has a setup.")
    for what in ("number", "slug"):
        seen: dict[object, str] = {}
        for cell in cells:
            other = seen.setdefault(getattr(cell, what), cell.path.name)
            if other != cell.path.name:
                yield _fault(cell.path, 1, f"{other} has the same {what}.")


def _fault(path: Path, line: int, reason: str) -> Fault:
    return Fault(path_shown(path), line, reason)
