"""Skill checks: answers are evaluated here, whatever a device says of them."""

import math
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

from courses.expressions.equality import are_equal
from courses.expressions.grammar import ExpressionError, expression_read
from courses.models import Answer, Question

Choice = list[str] | float | str
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
        """`choice`, and for a generated question `instance`: which of its instances was asked."""


def answers_record(events: Sequence[AttemptEvent]) -> None:
    """Store the answers that quiz events hold, each once, evaluated as their questions are now."""
    questions = Question.objects.in_bulk({event.item_id for event in events})
    answers = [
        answer
        for event in events
        if (question := questions.get(event.item_id)) is not None
        and (answer := answer_make(event, question)) is not None
    ]
    Answer.objects.bulk_create(answers, ignore_conflicts=True)


def answer_make(event: AttemptEvent, question: Question) -> Answer | None:
    """Return the answer that an event holds, not stored yet.

    Returns None for a payload without a choice that the question knows; the attempt log keeps the
    event.
    """
    instance = instance_read(question, event.payload.get("instance"))
    choice = choice_read(question, event.payload.get("choice"))
    if choice is None or instance is None:
        return None
    answered_at_ms = min(max(event.t_eff_ms, 0), LATEST_MS)
    return Answer(
        event_id=event.id,
        learner_id=event.learner_id,
        question=question,
        question_revision=question.revision,
        instance=instance,
        choice=choice,
        is_correct=choice_is_correct(question, instance, choice),
        answered_at=datetime.fromtimestamp(answered_at_ms / 1000, UTC),
    )


def instance_read(question: Question, value: object) -> int | None:
    """Return which instance was asked: the first where nothing is said, None where none is."""
    if value is None:
        return 0
    known = type(value) is int and 0 <= value < len(question.instances)
    return value if known else None  # type: ignore[return-value]


def choice_read(question: Question, value: object) -> Choice | None:
    """Return a choice in its one form, or None where it is none.

    That is a finite number, an expression that can be read, the ids of steps in the order given,
    or sorted option ids.
    """
    if question.kind == Question.Kind.NUMERIC:
        return _number_read(value)
    if question.kind == Question.Kind.EXPRESSION:
        return _expression_read(question, value)
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not 0 < len(value) <= OPTIONS_LIMIT:
        return None
    ids = [each for each in value if isinstance(each, str)]
    if len(set(ids)) < len(value) or any(len(each) > OPTION_ID_LIMIT_CHARACTERS for each in ids):
        return None
    return ids if question.kind == Question.Kind.ORDERING else sorted(ids)


def choice_is_correct(question: Question, instance: int, choice: Choice) -> bool:
    """Tell whether a choice answers an instance of the question."""
    if isinstance(choice, list):
        if question.kind == Question.Kind.ORDERING:
            return choice == [each["id"] for each in question.options]
        return set(choice) == {each["id"] for each in question.options if each["is_correct"]}
    answer = question.instances[instance]["answer"]
    if isinstance(choice, str):
        return are_equal(choice, answer, question.symbols, question.real)
    return is_close(choice, answer, question.relative_tolerance or 0.0)


def is_close(value: float, wanted: float, relative_tolerance: float) -> bool:
    """Tell whether a number is near enough to another one, or to zero."""
    return abs(value - wanted) <= relative_tolerance * (abs(wanted) or 1.0)


def _expression_read(question: Question, value: object) -> str | None:
    if not isinstance(value, str):
        return None
    try:
        expression_read(value, question.symbols)
    except ExpressionError:
        return None
    return value


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
