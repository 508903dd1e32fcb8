"""What the grader's pages show, in the templates' words."""

from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings

from exercises.effort import Effort, effort_of
from exercises.models import Exercise, ExerciseRevision
from exercises.selectors import has_notebook
from grader.judging.limits import limits_usual


@dataclass(frozen=True)
class ExercisePage:
    """An exercise as its page shows it."""

    slug: str
    title: str
    summary: str
    catalogue_number: str
    effort: Effort
    concepts: list[str]
    statement_html: str
    starter: str
    signature_text: str
    devices: list[str]
    checks: list[dict[str, Any]]
    max_points: int
    limits: dict[str, Any]
    has_notebook: bool


def exercise_page(exercise: Exercise, revision: ExerciseRevision) -> ExercisePage:
    """Return what an exercise's page shows."""
    return ExercisePage(
        slug=exercise.slug,
        title=exercise.title,
        summary=exercise.summary,
        catalogue_number=exercise.catalogue_number,
        effort=effort_of(exercise),
        concepts=exercise.concepts,
        statement_html=revision.statement_html,
        starter=revision.starter,
        signature_text=revision.signature["text"],
        devices=exercise.devices,
        checks=revision.checks,
        max_points=revision.max_points,
        limits=_limits(revision),
        has_notebook=has_notebook(exercise),
    )


def _limits(revision: ExerciseRevision) -> dict[str, Any]:
    """Return the sandbox's limits, with those that the exercise sets itself."""
    own = {name: value for name, value in revision.limits.items() if value is not None}
    return asdict(limits_usual(settings.GRADER_BOUNDS)) | own
