"""Loads everything: exercises first, then lessons, in one transaction or not at all."""

from dataclasses import asdict
from pathlib import Path

from django.db import connection, transaction

from courses.loading.checks import Known, tree_check
from courses.loading.demos import demos_run
from courses.loading.drawings import Drawings, drawings_make, drawings_store, unused_check
from courses.loading.files import toml_read
from courses.loading.fingerprint import fingerprint
from courses.loading.homes import homes_check
from courses.loading.linking import LinkMap
from courses.loading.mapping import concept_maps
from courses.loading.rendering import ids_check, texts_render, tree_documents
from courses.loading.searching import search_rows
from courses.loading.storing import rows_store, tree_store
from courses.loading.theory import notebook_documents, notebooks_read
from courses.loading.theory_storing import notebooks_rows, notebooks_rows_store
from courses.loading.tree import tree_read
from courses.models import ContentLoad, SearchEntry
from exercises.faults import Fault, LoadRefused, path_shown
from exercises.format.concepts import CONCEPTS, Concept, concepts_load
from exercises.format.errors import ExerciseError
from exercises.format.exercise import Exercise as Folder
from exercises.format.loading import LIBRARY
from exercises.loading import Counts, exercises_store, library_read, statements
from exercises.notebook_storing import notebooks_make, notebooks_store

CONTENT = Path(__file__).resolve().parents[1] / "content"
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
    concepts = _concepts_read(concepts_path, faults)
    folders, library_faults = library_read(library)
    slugs = frozenset(path.parent.name for path in library.glob("*/*/exercise.toml"))
    faults += library_faults
    tree = tree_read(content, faults)
    resolve_link = LinkMap(tree, concepts, slugs, is_whole=not faults).resolve
    name = path_shown(concepts_path)
    if concepts:
        faults += _exercises_check(folders, concepts)
    if tree and concepts:
        faults += tree_check(tree, Known(frozenset(concepts), slugs))
        if not faults:
            # A section that cannot be read may be the home that a concept seems to lack.
            faults += homes_check(tree, concepts)
    drawings = drawings_make(tree, faults) if tree else Drawings({}, {})
    theory = notebooks_read(tree, faults) if tree else {}
    documents = notebook_documents(theory, resolve_link)
    if tree:
        documents |= tree_documents(tree, concepts, name, resolve_link, drawings)
    texts, rendered, text_faults = texts_render(documents, statements(folders, resolve_link))
    faults += text_faults
    if tree and not faults:
        faults += [*ids_check(tree, texts), *unused_check(tree)]
    # Last, for it takes the longest.
    runs = demos_run(theory, faults) if not faults else {}
    if faults or tree is None:
        raise LoadRefused(faults)
    theory_rows = notebooks_rows(theory, runs, texts, resolve_link)
    notebooks = notebooks_make(folders, resolve_link)
    maps = concept_maps(tree, concepts)
    tasks = list(zip(folders, rendered, strict=True))
    found = search_rows(tree, texts, concepts, tasks, theory)
    with transaction.atomic():
        _lock()
        counts = exercises_store(folders, rendered) | tree_store(tree, texts, concepts, maps)
        notebooks_store(notebooks)
        drawings_store(drawings)
        counts |= notebooks_rows_store(theory_rows)
        counts["search entries"] = rows_store(SearchEntry, found)
        changes = {kind: asdict(each) for kind, each in counts.items()}
        ContentLoad.objects.create(fingerprint=mark, changes=changes)
    return counts


def _concepts_read(path: Path, faults: list[Fault]) -> dict[str, Concept]:
    try:
        return concepts_load(path)
    except ExerciseError as error:
        faults.append(Fault(path_shown(error.path), 1, error.reason))
        return {}


def _exercises_check(folders: list[Folder], concepts: dict[str, Concept]) -> list[Fault]:
    """Exercises may name only concepts that exist."""
    faults = []
    for folder in folders:
        named = [("concepts", each) for each in folder.concepts]
        named += [("prerequisites", each) for each in folder.prerequisites]
        named += [("checks", each) for check in folder.checks for each in check.concepts]
        unknown = {(key, each) for key, each in named if each not in concepts}
        file = toml_read(folder.folder / "exercise.toml")
        for key, each in sorted(unknown):
            reason = f"There is no concept {each!r}."
            faults.append(file if isinstance(file, Fault) else file.fault(reason, key, 0))
    return faults


def _lock() -> None:
    """Let one load write at a time, for as long as the transaction lasts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOAD_LOCK])
