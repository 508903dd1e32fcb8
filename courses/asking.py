"""Questions for practice: one to be asked now, and one with a past answer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Protocol

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from courses.models import Answer, Question
from courses.question_texts import question_text
from courses.skill_checks import Choice, choice_is_correct, choice_read, instance_read
from grader.models import Learner


class PastAnswer(Protocol):
    """An answer of the practice log."""

    item_id: str
    item_rev: str

    @property
    def payload(self) -> dict[str, Any]:
        """`choice`, and for a generated question `instance`."""


@dataclass(frozen=True)
class Line:
    """An option or a step, as it was chosen; `mark` says in words how that was."""

    html: str
    mark: str
    is_right: bool
    is_chosen: bool
    explanation_html: str


@dataclass(frozen=True)
class Review:
    """A question with a past answer; `typed` and `right` where a number or a term was written."""

    prompt_html: str
    is_correct: bool
    is_changed: bool
    is_order: bool
    lines: list[Line]
    typed: str
    right: str
    wrong_html: str
    explanation_html: str


def question_html(learner: Learner | None, question_id: str) -> SafeString | None:
    """Return a question that can be asked, with the numbers after those that were asked last."""
    question = Question.objects.filter(pk=question_id, is_retired=False).first()
    if question is None:
        return None
    text = question_text(question)
    instances = [text.first, *text.others]
    turn = _last_instance(learner, question_id) + 1
    shown = replace(text, first=instances[turn % len(instances)])
    return render_to_string("courses/question.html", {"question": shown})


def review_html(event: PastAnswer) -> SafeString | None:
    """Return a question with what was chosen; None where the question or the answer is no more."""
    question = Question.objects.filter(pk=event.item_id).first()
    if question is None:
        return None
    instance = instance_read(question, event.payload.get("instance"))
    choice = choice_read(question, event.payload.get("choice"))
    if choice is None or instance is None:
        return None
    review = _review(question, instance, choice, event.item_rev)
    return render_to_string("courses/answered.html", {"review": review})


def _last_instance(learner: Learner | None, question_id: str) -> int:
    if learner is None:
        return -1
    answers = Answer.objects.filter(learner=learner, question=question_id)
    last = answers.order_by("-answered_at", "-event_id").values_list("instance", flat=True).first()
    return -1 if last is None else last


def _review(question: Question, instance: int, choice: Choice, revision: str) -> Review:
    stored = question.instances[instance]
    is_order = question.kind == Question.Kind.ORDERING
    is_typed = not isinstance(choice, list)
    is_correct = choice_is_correct(question, instance, choice)
    lines: Iterator[Line] = iter(())
    if isinstance(choice, list):
        lines = _steps(question, choice) if is_order else _options(question, choice)
    return Review(
        prompt_html=stored["prompt_html"],
        is_correct=is_correct,
        is_changed=revision not in ("", str(question.revision)),
        is_order=is_order,
        lines=list(lines),
        typed=_shown(choice) if is_typed else "",
        right=_shown(stored["answer"]) if is_typed else "",
        wrong_html="" if is_correct else _misconception(question, instance, choice),
        explanation_html=stored["explanation_html"],
    )


def _options(question: Question, choice: list[str]) -> Iterator[Line]:
    for option in question.options:
        is_right, is_chosen = bool(option["is_correct"]), option["id"] in choice
        words = "your answer" if is_chosen else ""
        mark = ", ".join(filter(None, (words, "right" if is_right else "")))
        yield Line(option["html"], mark, is_right, is_chosen, option["explanation_html"])


def _steps(question: Question, choice: list[str]) -> Iterator[Line]:
    steps = {step["id"]: step for step in question.options}
    places = {step_id: place for place, step_id in enumerate(steps, start=1)}
    for place, step_id in enumerate(choice, start=1):
        if step_id in steps:
            is_right = places[step_id] == place
            mark = "in its place" if is_right else f"belongs at {places[step_id]}"
            explanation = "" if is_right else steps[step_id]["explanation_html"]
            yield Line(
                steps[step_id]["html"], mark, is_right, is_chosen=True, explanation_html=explanation
            )


def _misconception(question: Question, instance: int, choice: Choice) -> str:
    """Return what is said of the known mistake that leads to a typed answer, if one does."""
    if isinstance(choice, list):
        return ""
    stored = question.instances[instance]
    for wrong in stored["wrong"]:
        as_if = {**stored, "answer": wrong["value"]}
        twin = Question(
            kind=question.kind,
            instances=[as_if],
            relative_tolerance=question.relative_tolerance,
            symbols=question.symbols,
            real=question.real,
        )
        if choice_is_correct(twin, 0, choice):
            return str(wrong["explanation_html"])
    return ""


def _shown(value: Choice | None) -> str:
    return value if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else ""
