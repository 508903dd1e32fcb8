"""Questions and answers from before there were variants."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE, AFTER = [("courses", "0002_drawings_and_concepts")], [("courses", "0003_question_pools")]

Migrate = Callable[[list[tuple[str, str]]], Callable[..., Any]]


@pytest.fixture
def migrate(transactional_db: None) -> Iterator[Migrate]:
    """Migrate to the names given and return what finds a model there; go to the latest after."""

    def to(names: list[tuple[str, str]]) -> Callable[..., Any]:
        executor = MigrationExecutor(connection)
        executor.migrate(names)
        get_model: Callable[..., Any] = executor.loader.project_state(names).apps.get_model
        return get_model

    yield to
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def old_questions_make(get_model: Callable[..., Any]) -> Any:
    """Make a part's four questions, the last with a number for answer; return that one."""
    course = get_model("courses", "Course").objects.create(id="c")
    lesson = get_model("courses", "Lesson").objects.create(id="l", course=course, position=1)
    part = get_model("courses", "Part").objects.create(
        id="l-1", lesson=lesson, number=1, minutes=1, heading_count=1, is_available=True
    )
    for position in range(1, 5):
        is_numeric = position == 4
        question = get_model("courses", "Question").objects.create(
            id=f"q{position}",
            part=part,
            position=position,
            kind="numeric" if is_numeric else "single",
            prompt_html="<p>?</p>",
            explanation_html="<p>!</p>",
            answer=3.0 if is_numeric else None,
            relative_tolerance=0.001 if is_numeric else None,
        )
    return question


def test_questions_get_their_slots_and_answers_keep_what_they_answered(migrate: Migrate) -> None:
    old = migrate(BEFORE)
    old("courses", "Answer").objects.create(
        event_id=uuid4(),
        learner_id=old("grader", "Learner").objects.create().pk,
        question=old_questions_make(old),
        question_revision=1,
        choice=3.0,
        is_correct=True,
        answered_at="2026-01-01T00:00:00Z",
    )
    new = migrate(AFTER)
    slots = new("courses", "Question").objects.order_by("pk").values_list("slot", flat=True)
    assert list(slots) == ["belongs", "covers", "term", "use"]
    answer = new("courses", "Answer").objects.get()
    assert (answer.instance, answer.choice, answer.is_correct) == (0, 3.0, True)
    [only] = answer.question.instances
    assert only == {
        "prompt_html": "<p>?</p>",
        "explanation_html": "<p>!</p>",
        "answer": 3.0,
        "wrong": [],
    }
