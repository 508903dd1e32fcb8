"""Makes the exercises' notebooks, and brings them into the database."""

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings

from exercises.format.exercise import Exercise as Folder
from exercises.models import ExerciseNotebook
from exercises.notebooks.answers import answers_get
from exercises.notebooks.assembling import notebook_make
from frontend.dialect.page import ResolveLink


def notebooks_make(folders: Sequence[Folder], resolve_link: ResolveLink) -> dict[UUID, str]:
    """Return the notebook of each exercise; its links lead to this site."""

    def resolve(target: str) -> str | None:
        path = resolve_link(target)
        return f"{settings.SITE_URL.rstrip('/')}{path}" if path else None

    return {each.uuid: notebook_make(each, answers_get(each), resolve) for each in folders}


def notebooks_store(notebooks: dict[UUID, str]) -> None:
    """Store the notebooks of exercises that are stored."""
    ExerciseNotebook.objects.exclude(pk__in=notebooks).delete()
    ExerciseNotebook.objects.bulk_create(
        [ExerciseNotebook(exercise_id=uuid, text=text) for uuid, text in notebooks.items()],
        update_conflicts=True,
        unique_fields=["exercise"],
        update_fields=["text"],
    )
