"""Exercise rows and what the database holds them to."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from exercises.models import Exercise, ExerciseRevision, RevisionIsImmutableError

pytestmark = pytest.mark.django_db


def exercise_make(**fields) -> Exercise:
    values = {
        "id": uuid4(),
        "slug": "newton-step",
        "catalogue_number": "SO-03",
        "lesson": "newton",
        "title": "Newton step",
        "summary": "Solve.",
        "level": 1,
        "expected_minutes": 10,
        "position": 1,
        "is_published": False,
    }
    return Exercise.objects.create(**(values | fields))


def revision_make(exercise: Exercise, number: int = 1, content_hash: str = "a") -> ExerciseRevision:
    return ExerciseRevision.objects.create(
        exercise=exercise,
        number=number,
        content_hash=content_hash,
        statement_html="<p>Solve.</p>",
        starter="",
        signature={},
        checks=[],
        limits={},
        max_points=3,
    )


def publish(exercise: Exercise) -> None:
    exercise.current_revision = revision_make(exercise)
    exercise.is_published = True
    exercise.save()


def test_a_stored_revision_cannot_be_saved_again() -> None:
    revision = revision_make(exercise_make())
    revision.starter = "changed"
    with pytest.raises(RevisionIsImmutableError):
        revision.save()
    assert ExerciseRevision.objects.get().starter == ""


def test_a_stored_revision_cannot_be_updated_or_deleted_in_bulk() -> None:
    revision = revision_make(exercise_make())
    rows = ExerciseRevision.objects.all()
    for attempt in (
        lambda: rows.update(starter="changed"),
        lambda: rows.bulk_update([revision], ["starter"]),
        rows.delete,
        revision.delete,
    ):
        with pytest.raises(RevisionIsImmutableError), transaction.atomic():
            attempt()
    assert ExerciseRevision.objects.get().starter == ""


def test_only_a_statements_rendering_can_be_renewed() -> None:
    revision = revision_make(exercise_make())
    ExerciseRevision.objects.all().statement_update(revision.pk, "<p>Solve it.</p>")
    revision.refresh_from_db()
    assert (revision.statement_html, revision.max_points) == ("<p>Solve it.</p>", 3)


@pytest.mark.parametrize(("number", "content_hash"), [(1, "b"), (2, "a")])
def test_a_revision_has_its_own_number_and_content(number, content_hash) -> None:
    exercise = exercise_make()
    revision_make(exercise)
    with pytest.raises(IntegrityError), transaction.atomic():
        revision_make(exercise, number, content_hash)


def test_two_exercises_may_share_a_slug_only_if_one_is_unpublished() -> None:
    publish(exercise_make())
    second = exercise_make()
    with pytest.raises(IntegrityError), transaction.atomic():
        publish(second)


def test_an_exercise_without_a_revision_cannot_be_published() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        exercise_make(is_published=True)


@pytest.mark.parametrize("level", [0, 5])
def test_a_level_is_from_1_to_4(level) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        exercise_make(level=level)
