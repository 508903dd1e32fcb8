"""Reads of the catalogue."""

from functools import cache

from django.db.models import QuerySet

from exercises.format.concepts import Concept, concepts_load
from exercises.models import Exercise, ExerciseNotebook


@cache
def concept_map() -> dict[str, Concept]:
    """Return the concepts by slug, in the lessons' order; they change only with the code."""
    return concepts_load()


def exercises_list() -> QuerySet[Exercise]:
    """Return the published exercises in catalogue order, each with its current revision."""
    return Exercise.objects.filter(is_published=True).select_related("current_revision", "figures")


def exercises_lean() -> QuerySet[Exercise]:
    """Return the published exercises in catalogue order, without statements and starters."""
    heavy = ("statement_html", "starter", "signature", "checks", "limits")
    return exercises_list().defer(*(f"current_revision__{name}" for name in heavy))


def exercise_get(slug: str) -> Exercise:
    """Return a published exercise with its current revision, or raise Exercise.DoesNotExist."""
    return exercises_list().get(slug=slug)


def notebook_get(slug: str) -> str:
    """Return a published exercise's notebook, or raise ExerciseNotebook.DoesNotExist."""
    return ExerciseNotebook.objects.get(exercise__slug=slug, exercise__is_published=True).text


def has_notebook(exercise: Exercise) -> bool:
    """Tell whether an exercise can be had as a notebook."""
    return ExerciseNotebook.objects.filter(exercise=exercise).exists()
