"""Turns stored questions into what a part's page shows of them."""

import hashlib
from typing import Any

from django.db.models import QuerySet

from courses.models import Question
from courses.pages import Instance, QuestionPlace, QuestionText, Wrong

SLOTS = Question.Slot.values


def question_places(questions: QuerySet[Question]) -> list[QuestionPlace]:
    """Return where the first variant of each slot stands, in the order of the slots."""
    first = questions.order_by("slot", "position").distinct("slot")
    places = [QuestionPlace(*row) for row in first.values_list("pk", "slot", "updated_at")]
    return sorted(places, key=lambda place: SLOTS.index(place.slot))


def pool_texts(lesson_id: str, part_number: int) -> dict[str, list[QuestionText]]:
    """Return all variants of a part by slot; nothing where there is no part to be read."""
    questions = Question.objects.filter(
        part__lesson=lesson_id,
        part__number=part_number,
        part__is_retired=False,
        part__is_available=True,
        is_retired=False,
    )
    by_slot: dict[str, list[QuestionText]] = {slot: [] for slot in SLOTS}
    for question in questions:
        by_slot[question.slot].append(question_text(question))
    return {slot: texts for slot, texts in by_slot.items() if texts}


def question_text(question: Question) -> QuestionText:
    """Return what a page shows of one question."""
    first, *others = (_instance(number, stored) for number, stored in enumerate(question.instances))
    is_ordering = question.kind == Question.Kind.ORDERING
    tolerance = question.relative_tolerance
    return QuestionText(
        id=question.id,
        slot=question.slot,
        number=SLOTS.index(question.slot) + 1,
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
