"""What the page of a theory notebook shows."""

from dataclasses import dataclass
from typing import Any

from courses.models import Notebook, NotebookCell
from courses.pages import Link


@dataclass(frozen=True)
class CellText:
    """A demo, with what came of it; `figures` hold svg and label."""

    slug: str
    number: int
    title: str
    html: str
    code_html: str
    output: str
    figures: list[dict[str, Any]]
    time_s: float


@dataclass(frozen=True)
class NotebookPage:
    """A notebook's reading page."""

    lesson_id: str
    lesson: Link
    title: str
    html: str
    setup_html: str
    cells: list[CellText]


def notebook_page(lesson_id: str) -> NotebookPage:
    """Return a notebook's page. Raises Notebook.DoesNotExist."""
    notebook = (
        Notebook.objects.select_related("lesson")
        .defer("ipynb", "files")
        .get(lesson=lesson_id, is_retired=False)
    )
    # What the sandbox drew is there once more, as it came.
    cells = NotebookCell.objects.filter(notebook=notebook, is_retired=False).defer("drawings")
    return NotebookPage(
        lesson_id=lesson_id,
        lesson=Link(notebook.lesson.title, notebook.lesson.get_absolute_url()),
        title=notebook.title,
        html=notebook.html,
        setup_html=notebook.setup_html,
        cells=[
            CellText(
                slug=cell.slug,
                number=cell.number,
                title=cell.title,
                html=cell.html,
                code_html=cell.code_html,
                output=cell.output,
                figures=cell.figures,
                time_s=cell.time_s,
            )
            for cell in cells
        ],
    )


def notebook_link(lesson_id: str) -> Link | None:
    """Return where a lesson's notebook is, or None where it has none."""
    found = Notebook.objects.filter(lesson=lesson_id, is_retired=False).only("title", "lesson")
    notebook = found.first()
    return Link(notebook.title, notebook.get_absolute_url()) if notebook else None


def notebook_download(lesson_id: str) -> str:
    """Return a notebook as Jupyter reads it. Raises Notebook.DoesNotExist."""
    rows = Notebook.objects.filter(lesson=lesson_id, is_retired=False)
    text = rows.values_list("ipynb", flat=True).first()
    if text is None:
        raise Notebook.DoesNotExist
    return text
