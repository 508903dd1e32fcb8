"""Brings the exercises on disk into the database."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings
from django.db import transaction
from django.db.models import Max

from exercises.faults import Fault, LoadRefused, documents_render, path_shown
from exercises.format.bounds import bounds_faults
from exercises.format.errors import ExerciseError
from exercises.format.exercise import Exercise as Folder
from exercises.format.loading import LIBRARY, exercise_load, exercises_list
from exercises.links import exercise_url
from exercises.models import Exercise, ExerciseRevision
from exercises.notebook_storing import notebooks_make, notebooks_store
from frontend.dialect.page import ResolveLink
from frontend.markdown import Document, Rendered


@dataclass
class Counts:
    """How many rows of one kind a load touched."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    retired: int = 0

    def __str__(self) -> str:
        return ", ".join(f"{count} {what}" for what, count in asdict(self).items())


def exercises_load(
    library: Path = LIBRARY, resolve_link: ResolveLink | None = None
) -> dict[str, Counts]:
    """Store every exercise of the library; raises LoadRefused and stores nothing if one is bad."""
    folders, faults = library_read(library)
    resolver = resolve_link or exercise_links({each.slug for each in folders})
    documents = statements(folders, resolver)
    rendered, render_faults = documents_render(documents)
    if faults or render_faults:
        raise LoadRefused([*faults, *render_faults])
    notebooks = notebooks_make(folders, resolver)
    with transaction.atomic():
        counts = exercises_store(folders, rendered)
        notebooks_store(notebooks)
    return counts


def library_read(library: Path = LIBRARY) -> tuple[list[Folder], list[Fault]]:
    """Return the exercises in catalogue order, or an empty list and what is wrong with them."""
    try:
        folders = exercises_list(library)
    except ExerciseError as error:
        faults = [_fault(error)]
    else:
        faults = [_fault(error) for folder in folders for error in _beyond_bounds(folder)]
        return ([], faults) if faults else (folders, [])
    for path in sorted(library.glob("*/*/exercise.toml")):
        try:
            exercise_load(path.parent)
        except ExerciseError as error:
            faults.append(_fault(error))
    return [], faults


def statements(folders: Sequence[Folder], resolve_link: ResolveLink) -> list[Document]:
    """Return the statements, in order, ready to be rendered."""
    return [
        Document(each.statement, path_shown(each.folder / "statement.md"), resolve_link)
        for each in folders
    ]


def exercise_links(slugs: set[str]) -> ResolveLink:
    """Return a resolver that knows the exercises of these slugs and nothing else."""

    def resolve(target: str) -> str | None:
        scheme, _, slug = target.partition(":")
        return exercise_url(slug) if scheme == "exercise" and slug in slugs else None

    return resolve


@transaction.atomic
def exercises_store(folders: Sequence[Folder], rendered: Sequence[Rendered]) -> dict[str, Counts]:
    """Write exercises and revisions; exercises that are not among the folders are unpublished."""
    counts = {"exercises": Counts(), "exercise revisions": Counts()}
    stored = Exercise.objects.select_for_update().in_bulk()
    slugs = {each.uuid: each.slug for each in folders}
    # A slug may move from one exercise to another, so all that lose theirs give it up first.
    leaving = [each for each in stored.values() if slugs.get(each.id) != each.slug]
    Exercise.objects.filter(pk__in=[each.pk for each in leaving]).update(is_published=False)
    counts["exercises"].retired = sum(each.is_published for each in leaving if each.id not in slugs)
    positions: dict[str, int] = {}
    for folder, statement in zip(folders, rendered, strict=True):
        positions[folder.lesson] = positions.get(folder.lesson, 0) + 1
        fields = _exercise_fields(folder, positions[folder.lesson])
        _exercise_store(folder, statement.html, fields, stored.get(folder.uuid), counts)
    return counts


def _exercise_store(
    folder: Folder,
    html: str,
    fields: dict[str, Any],
    stored: Exercise | None,
    counts: dict[str, Counts],
) -> None:
    exercise = stored or Exercise(id=folder.uuid, is_published=False, **fields)
    if stored is None:
        exercise.save(force_insert=True)
    revision = _revision_store(exercise, folder, html, counts["exercise revisions"])
    fields |= {"current_revision": revision, "is_published": True}
    if stored is None:
        counts["exercises"].created += 1
    elif all(getattr(exercise, name) == value for name, value in fields.items()):
        counts["exercises"].unchanged += 1
        return
    else:
        counts["exercises"].updated += 1
    for name, value in fields.items():
        setattr(exercise, name, value)
    exercise.save(force_update=True)


def _revision_store(
    exercise: Exercise, folder: Folder, html: str, counts: Counts
) -> ExerciseRevision:
    revisions = ExerciseRevision.objects.filter(exercise=exercise)
    revision = revisions.filter(content_hash=folder.content_hash).first()
    if revision is None:
        highest = revisions.aggregate(highest=Max("number"))["highest"] or 0
        counts.created += 1
        return ExerciseRevision.objects.create(
            exercise=exercise,
            number=highest + 1,
            content_hash=folder.content_hash,
            statement_html=html,
            starter=folder.starter,
            signature={**msgspec.to_builtins(folder.signature), "text": folder.signatures_text},
            checks=msgspec.to_builtins(folder.checks),
            limits=_limits(folder),
            max_points=folder.max_points,
        )
    if revision.statement_html == html:
        counts.unchanged += 1
    else:
        ExerciseRevision.objects.all().statement_update(revision.pk, html)
        counts.updated += 1
    return revision


def _exercise_fields(folder: Folder, position: int) -> dict[str, Any]:
    return {
        "slug": folder.slug,
        "catalogue_number": folder.catalogue_number,
        "lesson": folder.lesson,
        "title": folder.title,
        "summary": folder.summary,
        "level": folder.level,
        "expected_minutes": folder.expected_minutes,
        "concepts": list(folder.concepts),
        "prerequisites": list(folder.prerequisites),
        "devices": list(folder.devices),
        "position": position,
    }


def _beyond_bounds(folder: Folder) -> Iterator[ExerciseError]:
    for name, reason in bounds_faults(folder.limits, settings.GRADER_BOUNDS):
        yield ExerciseError(folder.folder / "exercise.toml", f"limits.{name}: {reason}")


def _fault(error: ExerciseError) -> Fault:
    """Return the error as a fault; its reason may begin with the line."""
    at = re.match(r"line (\d+): ", error.reason)
    line, reason = (int(at[1]), error.reason[at.end() :]) if at else (1, error.reason)
    return Fault(path_shown(error.path), line, reason)


def _limits(folder: Folder) -> dict[str, Any]:
    limits: dict[str, Any] = msgspec.to_builtins(folder.limits)
    return {name: value for name, value in limits.items() if value is not None}
