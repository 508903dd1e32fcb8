"""Loads everything: exercises first, then lessons, in one transaction or not at all."""

from dataclasses import asdict
from pathlib import Path

from django.db import connection, transaction

from courses.loading.demos import demos_run
from courses.loading.drawings import Drawings, drawings_make, drawings_store
from courses.loading.fingerprint import fingerprint
from courses.loading.mapping import concept_maps
from courses.loading.searching import search_rows
from courses.loading.sources import CONTENT, sources_read
from courses.loading.storing import rows_store, tree_store
from courses.loading.theory_storing import notebooks_rows, notebooks_rows_store
from courses.models import ContentLoad, SearchEntry
from exercises.faults import Fault, LoadRefused
from exercises.format.concepts import CONCEPTS
from exercises.format.loading import LIBRARY
from exercises.loading import Counts, exercises_store
from exercises.notebook_storing import notebooks_make, notebooks_store

# Any number that only this load uses.
LOAD_LOCK = 7_341_002


def content_load(
    content: Path = CONTENT, library: Path = LIBRARY, concepts_path: Path = CONCEPTS
) -> dict[str, Counts] | None:
    """Load all sources; return what changed, or None where the sources are those of the last load.

    Raises LoadRefused with every fault that was found; the database is then as it was.
    """
    mark = fingerprint(content, library, concepts_path)
    latest = ContentLoad.objects.first()
    if latest and latest.fingerprint == mark:
        return None
    faults: list[Fault] = []
    sources = sources_read(content, library, concepts_path, faults)
    tree = sources.tree
    drawings = drawings_make(tree, faults) if tree else Drawings({}, {})
    texts, rendered = sources.texts(drawings, faults)
    # Last, for it takes the longest.
    runs = demos_run(sources.notebooks, faults) if not faults else {}
    if faults or tree is None:
        raise LoadRefused(faults)
    theory_rows = notebooks_rows(sources.notebooks, runs, texts, sources.resolve_link)
    notebooks = notebooks_make(sources.folders, sources.resolve_link)
    maps = concept_maps(tree, sources.concepts)
    tasks = list(zip(sources.folders, rendered, strict=True))
    found = search_rows(tree, texts, sources.concepts, tasks, sources.notebooks)
    with transaction.atomic():
        _lock()
        counts = exercises_store(sources.folders, rendered)
        counts |= tree_store(tree, texts, sources.concepts, maps)
        notebooks_store(notebooks)
        drawings_store(drawings)
        counts |= notebooks_rows_store(theory_rows)
        counts["search entries"] = rows_store(SearchEntry, found)
        changes = {kind: asdict(each) for kind, each in counts.items()}
        ContentLoad.objects.create(fingerprint=mark, changes=changes)
    return counts


def _lock() -> None:
    """Let one load write at a time, for as long as the transaction lasts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOAD_LOCK])
