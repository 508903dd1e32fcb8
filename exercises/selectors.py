"""Reads of the catalogue."""

from django.db.models import QuerySet

from exercises.models import Exercise


def exercises_list() -> QuerySet[Exercise]:
    """Return the published exercises in catalogue order, each with its current revision."""
    return Exercise.objects.filter(is_published=True).select_related("current_revision")


def exercise_get(slug: str) -> Exercise:
    """Return a published exercise with its current revision, or raise Exercise.DoesNotExist."""
    return exercises_list().get(slug=slug)
