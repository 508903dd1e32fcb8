"""Skill checks: answers are evaluated here, whatever a device says of them."""

import math
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import transaction

from courses.models import Answer, Question

Choice = list[str] | float
OPTIONS_LIMIT = 50
OPTION_ID_LIMIT_CHARACTERS = 100
LATEST_MS = 253_402_300_799_000


class AttemptEvent(Protocol):
    """What an answer needs of an event of the attempt log."""

    id: UUID
    item_id: str
    t_eff_ms: int

    @property
    def learner_id(self) -> UUID:
        """Whose event it is."""

    @property
    def payload(self) -> dict[str, Any]:
        """`choice`: option ids or a number."""


@transaction.atomic
def answer_record(event: AttemptEvent) -> Answer | None:
    """Store the answer that a quiz event holds, evaluated against the question as it is now.

    Returns None, and stores nothing, for a question that does not exist, for a payload without a
    choice, and for an event whose answer is stored already. The attempt log keeps the event.
    """
    question = Question.objects.filter(pk=event.item_id).first()
    if question is None:
        return None
    choice = choice_read(question, event.payload.get("choice"))
    if choice is None:
        return None
    answered_at_ms = min(max(event.t_eff_ms, 0), LATEST_MS)
    answer, created = Answer.objects.get_or_create(
        event_id=event.id,
        defaults={
            "learner_id": event.learner_id,
            "question": question,
            "question_revision": question.revision,
            "choice": choice,
            "is_correct": choice_is_correct(question, choice),
            "answered_at": datetime.fromtimestamp(answered_at_ms / 1000, UTC),
        },
    )
    return answer if created else None


def choice_read(question: Question, value: object) -> Choice | None:
    """Return a choice in its one form: sorted option ids, or a finite number; else None."""
    if question.kind == Question.Kind.NUMERIC:
        return _number_read(value)
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not 0 < len(value) <= OPTIONS_LIMIT:
        return None
    ids = {each for each in value if isinstance(each, str)}
    if len(ids) < len(value) or any(len(each) > OPTION_ID_LIMIT_CHARACTERS for each in ids):
        return None
    return sorted(ids)


def choice_is_correct(question: Question, choice: Choice) -> bool:
    """Tell whether a choice answers the question: exactly the right options, or close enough."""
    if isinstance(choice, list):
        return set(choice) == {each["id"] for each in question.options if each["is_correct"]}
    if question.answer is None or question.relative_tolerance is None:
        return False
    scale = abs(question.answer) or 1.0
    return abs(choice - question.answer) <= question.relative_tolerance * scale


def _number_read(value: object) -> float | None:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
