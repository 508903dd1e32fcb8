"""The lessons' theory notebooks as sources: read, checked, and their texts to be rendered."""

from collections.abc import Iterator

from courses.loading.rendering import TextKey
from courses.loading.tree import Tree
from exercises.faults import Fault, path_shown
from frontend.dialect.page import ResolveLink
from frontend.markdown import Document
from grader.notebook.source import CellSource, NotebookSource, notebook_read

FOLDER = "notebook"
# The page's title is h1, a demo's h2.
TEXT_HEADING_LEVEL = 3

# By the lesson's id.
Notebooks = dict[str, NotebookSource]


def notebooks_read(tree: Tree, faults: list[Fault]) -> Notebooks:
    """Read the notebook of each lesson that has one; what is wrong is added to the faults."""
    found: Notebooks = {}
    for lesson in tree.lessons:
        folder = lesson.file.path.parent / FOLDER
        notebook = notebook_read(folder, faults) if folder.is_dir() else None
        if notebook is not None:
            faults += _concepts_check(notebook)
            found[lesson.entry.id] = notebook
    return found


def notebook_documents(notebooks: Notebooks, resolve_link: ResolveLink) -> dict[TextKey, Document]:
    """Return the Markdown of every notebook: ("notebook", lesson, slug), the setup's too."""
    return {
        ("notebook", lesson_id, cell.slug): _document(cell, resolve_link)
        for lesson_id, notebook in notebooks.items()
        for cell in (notebook.setup, *notebook.demos)
    }


def _document(cell: CellSource, resolve_link: ResolveLink) -> Document:
    return Document(
        cell.text,
        path_shown(cell.path),
        resolve_link,
        first_line=cell.text_line,
        heading_level=TEXT_HEADING_LEVEL,
        id_prefix=f"{cell.slug}-",
    )


def _concepts_check(notebook: NotebookSource) -> Iterator[Fault]:
    """A demo shows a concept, and leads to it."""
    for demo in notebook.demos:
        if "](concept:" not in demo.text:
            reason = "The text leads to no concept: link the one that the demo shows."
            yield Fault(path_shown(demo.path), demo.text_line, reason)
