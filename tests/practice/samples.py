"""An exercise as rows, for tests of what learners did with it."""

from typing import Any
from uuid import uuid4

from exercises.models import Exercise, ExerciseRevision


def revision_make(checks: list[dict[str, Any]]) -> ExerciseRevision:
    """Store the first revision of an exercise about the Newton step, not published."""
    exercise = Exercise.objects.create(
        id=uuid4(),
        slug="newton-step",
        catalogue_number="SO-01",
        lesson="second-order-methods",
        title="Newton step",
        summary="Write it.",
        concepts=["newton-step"],
        level=1,
        expected_minutes=15,
        position=1,
        is_published=False,
    )
    return ExerciseRevision.objects.create(
        exercise=exercise,
        number=1,
        content_hash="a",
        statement_html="",
        starter="",
        signature={"text": "f(x)"},
        checks=checks,
        limits={},
        max_points=4,
    )
