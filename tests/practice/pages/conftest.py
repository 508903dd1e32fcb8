"""A small course whose questions are practised, and a browser of a learner."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from courses.models import Question
from grader.models import Learner
from practice.attempts import attempts_record, now_ms
from practice.models import AttemptEvent
from tests.courses.conftest import _children_asked_once, loaded, sources  # noqa: F401
from tests.grader.conftest import broker, exercise, folder, valkey  # noqa: F401
from tests.guests import guest_enter

LAPTOP = UUID(int=1)
DAY_MS = 86_400_000
Answer = Callable[..., AttemptEvent]


@pytest.fixture
def learner(db: None) -> Learner:
    return Learner.objects.create()


@pytest.fixture
def reader(learner: Learner) -> Client:
    return guest_enter(Client(), learner)


@pytest.fixture
def answer(learner: Learner) -> Answer:
    """Return a function that records an answer to a question of the course."""
    count = 0

    def answer(
        question_id: str, choice: object, *, correct: bool, days_ago: float = 0.0, **more: Any
    ) -> AttemptEvent:
        nonlocal count
        count += 1
        question = Question.objects.filter(pk=question_id).first()
        payload = {
            "part": "newton-1",
            "choice": choice,
            "instance": 0,
            "correct": correct,
            "concepts": ["newton-step"],
        }
        event = AttemptEvent(
            id=uuid4(),
            device_id=LAPTOP,
            seq=count,
            kind=AttemptEvent.Kind.QUIZ,
            item_id=question_id,
            item_rev=str(question.revision) if question else "1",
            t_client_ms=now_ms() - int(days_ago * DAY_MS),
            tz_offset_min=60,
            clock_offset_ms=0,
            duration_ms=60_000,
            payload={**payload, **more},
        )
        attempts_record(learner, [event])
        return event

    return answer
