"""Turns stored questions into what a part's page shows of them."""

import hashlib
from collections.abc import Iterable
from typing import Any

from courses.models import Question
from courses.pages import Instance, QuestionText, SlotText, Wrong


def slot_texts(questions: Iterable[Question]) -> list[SlotText]:
    """Return the questions by slot, in the order of the slots."""
    by_slot: dict[str, list[QuestionText]] = {slot: [] for slot in Question.Slot.values}
    for question in questions:
        by_slot[question.slot].append(_question_text(question))
    return [SlotText(slot, texts[0], texts[1:]) for slot, texts in by_slot.items() if texts]


def _question_text(question: Question) -> QuestionText:
    first, *others = (_instance(number, stored) for number, stored in enumerate(question.instances))
    is_ordering = question.kind == Question.Kind.ORDERING
    tolerance = question.relative_tolerance
    return QuestionText(
        id=question.id,
        slot=question.slot,
        kind=question.kind,
        revision=question.revision,
        options=_shuffled(question) if is_ordering else question.options,
        right_order=[step["id"] for step in question.options] if is_ordering else [],
        first=first,
        others=others,
        relative_tolerance="" if tolerance is None else repr(tolerance),
        symbols=question.symbols,
        real=question.real,
        concepts=question.concepts,
    )


def _instance(number: int, stored: dict[str, Any]) -> Instance:
    return Instance(
        number=number,
        prompt_html=stored["prompt_html"],
        explanation_html=stored["explanation_html"],
        answer=_shown(stored["answer"]),
        wrong=[Wrong(_shown(each["value"]), each["explanation_html"]) for each in stored["wrong"]],
    )


def _shown(value: float | str | None) -> str:
    """Return a number as every language reads it, whatever the page's language."""
    return "" if value is None else value if isinstance(value, str) else repr(value)


def _shuffled(question: Question) -> list[dict[str, Any]]:
    """Return the steps in an order that is always the same, and not the right one."""
    right: list[dict[str, Any]] = question.options

    def mark(step: dict[str, Any]) -> bytes:
        return hashlib.sha256(f"{question.id} {step['id']}".encode()).digest()

    order = sorted(right, key=mark)
    return order if order != right else [*right[1:], right[0]]
