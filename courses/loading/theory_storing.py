"""Brings theory notebooks and what came of them into the database."""

from django.conf import settings

from courses.loading.demos import DemoRun, cell_pk
from courses.loading.rendering import Texts
from courses.loading.storing import Rows, rows_store
from courses.loading.theory import Notebooks
from courses.loading.theory_files import ipynb_make
from courses.models import Notebook, NotebookCell
from exercises.loading import Counts
from frontend.dialect.page import ResolveLink
from frontend.highlighting import python_highlight


def notebooks_rows(
    notebooks: Notebooks, runs: dict[str, DemoRun], texts: Texts, resolve_link: ResolveLink
) -> dict[str, Rows]:
    """Return the rows of notebooks and of their cells; a download's links lead to this site."""

    def resolve(target: str) -> str | None:
        path = resolve_link(target)
        return f"{settings.SITE_URL.rstrip('/')}{path}" if path else None

    notebook_rows: Rows = {}
    cell_rows: Rows = {}
    for lesson_id, source in notebooks.items():
        setup = source.setup
        notebook_rows[lesson_id] = {
            "lesson_id": lesson_id,
            "title": setup.title,
            "html": texts.html("notebook", lesson_id, setup.slug),
            "setup": setup.code,
            "setup_html": python_highlight(setup.code),
            "files": source.files,
            "ipynb": ipynb_make(lesson_id, source, runs, resolve),
        }
        for position, demo in enumerate(source.demos, start=1):
            run = runs[cell_pk(lesson_id, demo)]
            cell_rows[cell_pk(lesson_id, demo)] = {
                "notebook_id": lesson_id,
                "position": position,
                "number": demo.number,
                "slug": demo.slug,
                "title": demo.title,
                "html": texts.html("notebook", lesson_id, demo.slug),
                "code": demo.code,
                "code_html": python_highlight(demo.code),
                "output": run.output,
                "drawings": run.drawings,
                "figures": run.figures,
                "time_s": run.time_s,
                "run_hash": run.run_hash,
            }
    return {"notebooks": notebook_rows, "notebook cells": cell_rows}


def notebooks_rows_store(rows: dict[str, Rows]) -> dict[str, Counts]:
    """Create, update and retire notebooks and their cells; call in a transaction."""
    return {
        "notebooks": rows_store(Notebook, rows["notebooks"]),
        "notebook cells": rows_store(NotebookCell, rows["notebook cells"]),
    }
