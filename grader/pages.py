"""What the grader's pages show, in the templates' words."""

from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from django.conf import settings

from exercises.models import Exercise, ExerciseRevision
from exercises.selectors import exercises_list
from grader.judging.limits import limits_usual
from grader.models import Learner
from grader.selectors import best_points, passed_slugs
from grader.titles import lesson_titles


@dataclass(frozen=True)
class ExerciseRow:
    """One exercise in the list, and how the learner stands with it."""

    slug: str
    catalogue_number: str
    title: str
    summary: str
    level: int
    expected_minutes: int
    devices: list[str]
    max_points: int
    best_points: int | None
    state: str


@dataclass(frozen=True)
class LessonRow:
    """A lesson and its exercises."""

    title: str
    exercises: list[ExerciseRow]


@dataclass(frozen=True)
class ExercisePage:
    """An exercise as its page shows it."""

    slug: str
    title: str
    summary: str
    catalogue_number: str
    level: int
    expected_minutes: int
    concepts: list[str]
    statement_html: str
    starter: str
    signature_text: str
    devices: list[str]
    checks: list[dict[str, Any]]
    max_points: int
    limits: dict[str, Any]


def lessons_list(learner: Learner | None) -> list[LessonRow]:
    """Return the published exercises by lesson, with the learner's best points."""
    best = best_points(learner) if learner else {}
    passed = passed_slugs(learner) if learner else set()
    exercises = list(exercises_list())
    titles = lesson_titles([exercise.lesson for exercise in exercises])
    return [
        LessonRow(titles[lesson], [_row(each, best, passed) for each in group])
        for lesson, group in groupby(exercises, key=lambda exercise: exercise.lesson)
    ]


def exercise_page(exercise: Exercise, revision: ExerciseRevision) -> ExercisePage:
    """Return what an exercise's page shows."""
    return ExercisePage(
        slug=exercise.slug,
        title=exercise.title,
        summary=exercise.summary,
        catalogue_number=exercise.catalogue_number,
        level=exercise.level,
        expected_minutes=exercise.expected_minutes,
        concepts=exercise.concepts,
        statement_html=revision.statement_html,
        starter=revision.starter,
        signature_text=revision.signature["text"],
        devices=exercise.devices,
        checks=revision.checks,
        max_points=revision.max_points,
        limits=_limits(revision),
    )


def _row(exercise: Exercise, best: dict[str, int], passed: set[str]) -> ExerciseRow:
    revision = exercise.current_revision
    points = best.get(exercise.slug)
    return ExerciseRow(
        slug=exercise.slug,
        catalogue_number=exercise.catalogue_number,
        title=exercise.title,
        summary=exercise.summary,
        level=exercise.level,
        expected_minutes=exercise.expected_minutes,
        devices=exercise.devices,
        max_points=revision.max_points if revision else 0,
        best_points=points,
        state=_state(points, is_passed=exercise.slug in passed),
    )


def _state(points: int | None, *, is_passed: bool) -> str:
    if is_passed:
        return "done"
    return "not attempted" if points is None else "in progress"


def _limits(revision: ExerciseRevision) -> dict[str, Any]:
    """Return the sandbox's limits, with those that the exercise sets itself."""
    own = {name: value for name, value in revision.limits.items() if value is not None}
    return asdict(limits_usual(settings.GRADER_BOUNDS)) | own
