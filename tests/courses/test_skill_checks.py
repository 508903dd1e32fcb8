"""Answers from the attempt log."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import pytest

from courses.models import Answer, Part, Question
from courses.pages import SkillCheckState
from courses.selectors import practice_items, skill_check_states
from courses.skill_checks import answers_record
from grader.models import Learner

pytestmark = pytest.mark.django_db


@dataclass
class Event:
    """As the attempt log hands it over."""

    learner_id: UUID
    item_id: str
    payload: dict[str, Any]
    id: UUID = field(default_factory=uuid4)
    t_eff_ms: int = 1_780_000_000_000


def record(learner: Learner, question: str, choice: object, **more: Any) -> Answer | None:
    return event_record(Event(learner.pk, question, {"choice": choice}, **more))


def event_record(event: Event) -> Answer | None:
    answers_record([event])
    return Answer.objects.filter(pk=event.id).first()


@pytest.mark.parametrize(
    ("question", "choice", "is_correct"),
    [
        ("nw-1-q1", ["a"], True),
        ("nw-1-q1", "a", True),
        ("nw-1-q1", ["b"], False),
        ("nw-1-q1", ["a", "b"], False),
        ("nw-1-q1", ["z"], False),
        ("nw-1-q2", ["b", "a"], True),
        ("nw-1-q2", ["a"], False),
        ("nw-1-q2", ["a", "b", "c"], False),
        ("nw-1-q3", -2, True),
        ("nw-1-q3", -2.001, True),
        ("nw-1-q3", "-2.0", True),
        ("nw-1-q3", -2.01, False),
        ("nw-1-q3", 2, False),
        ("nw-1-covers-b", ["hessian", "factor", "forward", "backward"], True),
        ("nw-1-covers-b", ["factor", "hessian", "forward", "backward"], False),
        ("nw-1-covers-b", ["hessian", "factor", "forward"], False),
        ("nw-1-use-c", "-x - b/a", True),
        ("nw-1-use-c", "-(x + b/a)^1", True),
        ("nw-1-use-c", "x + b/a", False),
        ("nw-1-use-c", "0", False),
    ],
)
def test_the_server_evaluates_an_answer(loaded, learner, question, choice, is_correct) -> None:
    record(learner, question, choice)
    assert Answer.objects.get().is_correct is is_correct


def test_what_a_device_says_of_its_answer_does_not_count(loaded, learner) -> None:
    event_record(Event(learner.pk, "nw-1-q1", {"choice": ["b"], "correct": True}))
    assert not Answer.objects.get().is_correct


def test_an_answer_to_zero_is_compared_absolutely(loaded, learner) -> None:
    question = Question.objects.get(pk="nw-1-q3")
    question.instances[0]["answer"] = 0.0
    question.save()
    record(learner, "nw-1-q3", 0.0005)
    record(learner, "nw-1-q3", 0.5)
    assert list(Answer.objects.values_list("is_correct", flat=True).order_by("choice")) == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("question", "choice"),
    [
        ("nw-1-q1", None),
        ("nw-1-q1", []),
        ("nw-1-q1", [1]),
        ("nw-1-q1", {"a": True}),
        ("nw-1-q1", ["a"] * 2),
        ("nw-1-q1", ["x" * 101]),
        ("nw-1-q3", True),
        ("nw-1-q3", float("nan")),
        ("nw-1-q3", 10**400),
        ("nw-1-q3", "two"),
        ("nw-1-q3", ["a"]),
        ("nw-1-use-c", 2),
        ("nw-1-use-c", ["a"]),
        ("nw-1-use-c", "2a"),
        ("nw-1-use-c", "9**9**9"),
        ("nw-1-use-c", "a" * 201),
        ("nw-1-covers-b", []),
        ("nw-1-covers-b", ["factor", "factor"]),
    ],
)
def test_a_payload_without_a_choice_is_no_answer(loaded, learner, question, choice) -> None:
    assert record(learner, question, choice) is None
    assert not Answer.objects.exists()


def test_a_generated_question_is_evaluated_as_it_was_asked(loaded, learner) -> None:
    instances = Question.objects.get(pk="nw-1-use-b").instances
    for number in (0, 5):
        for asked in (0, 5):
            choice = instances[number]["answer"]
            payload = {"choice": choice, "instance": asked}
            answer = event_record(Event(learner.pk, "nw-1-use-b", payload))
            assert answer is not None
            assert (answer.instance, answer.is_correct) == (asked, number == asked)


@pytest.mark.parametrize("instance", [-1, 8, 10**30, "0", 1.0, True, [0]])
def test_an_instance_that_there_is_not_was_not_answered(loaded, learner, instance) -> None:
    event = Event(learner.pk, "nw-1-use-b", {"choice": -2, "instance": instance})
    assert event_record(event) is None


def test_an_event_from_before_there_were_instances_answers_the_first(loaded, learner) -> None:
    choice = Question.objects.get(pk="nw-1-use-b").instances[0]["answer"]
    answer = record(learner, "nw-1-use-b", choice)
    assert answer is not None
    assert (answer.instance, answer.is_correct) == (0, True)


def test_the_latest_answer_to_any_variant_counts_for_its_slot(loaded, learner) -> None:
    part = Part.objects.get(pk="newton-1")
    record(learner, "nw-1-q3", -2, t_eff_ms=1000)
    assert skill_check_states([part], learner)[part.id] == SkillCheckState(1, 1, 4)
    record(learner, "nw-1-use-c", "b", t_eff_ms=2000)
    assert skill_check_states([part], learner)[part.id] == SkillCheckState(0, 1, 4)
    record(learner, "nw-1-q1", ["a"], t_eff_ms=3000)
    assert skill_check_states([part], learner)[part.id] == SkillCheckState(1, 2, 4)


def test_an_unknown_question_is_ignored(loaded, learner) -> None:
    assert record(learner, "nw-9-q9", ["a"]) is None


def test_an_event_is_recorded_once(loaded, learner) -> None:
    event_id = uuid4()
    record(learner, "nw-1-q1", ["a"], id=event_id)
    record(learner, "nw-1-q1", ["b"], id=event_id)
    assert Answer.objects.get().choice == ["a"]


@pytest.mark.parametrize("t_eff_ms", [-(10**13), 0, 10**18])
def test_a_strange_clock_does_not_lose_an_answer(loaded, learner, t_eff_ms) -> None:
    assert record(learner, "nw-1-q1", ["a"], t_eff_ms=t_eff_ms)


def test_an_answer_to_a_retired_question_is_kept(loaded, learner) -> None:
    Question.objects.filter(pk="nw-1-q1").update(is_retired=True)
    assert record(learner, "nw-1-q1", ["a"])


def test_the_latest_answer_to_each_question_counts(loaded, learner) -> None:
    part = Part.objects.get(pk="newton-1")
    assert skill_check_states([part], learner)[part.id] == SkillCheckState(None, 0, 4)
    record(learner, "nw-1-q1", ["b"], t_eff_ms=1000)
    assert skill_check_states([part], learner)[part.id] == SkillCheckState(0, 1, 4)
    record(learner, "nw-1-q1", ["a"], t_eff_ms=2000)
    record(learner, "nw-1-q2", ["a"], t_eff_ms=3000)
    assert skill_check_states([part], learner)[part.id] == SkillCheckState(1, 2, 4)


def test_a_late_event_does_not_replace_a_newer_answer(loaded, learner) -> None:
    part = Part.objects.get(pk="newton-1")
    record(learner, "nw-1-q1", ["a"], t_eff_ms=2000)
    record(learner, "nw-1-q1", ["b"], t_eff_ms=1000)
    assert skill_check_states([part], learner)[part.id].score == 1


@pytest.mark.parametrize(
    ("answered", "status"), [(0, "not attempted"), (3, "in progress"), (4, "done")]
)
def test_a_skill_check_says_how_far_it_is(answered, status) -> None:
    assert SkillCheckState(None, answered, 4).status == status


def test_questions_of_parts_that_can_be_read_are_offered_for_practice(loaded) -> None:
    items = list(practice_items())
    assert [item.id for item in items[:2]] == ["nw-1-q1", "nw-1-q2"]
    assert len(items) == 11
    assert items[0].title == "Newton step: where it belongs"
    assert [item.id for item in items if item.pool == "newton-1/use"] == [
        "nw-1-q3",
        "nw-1-use-b",
        "nw-1-use-c",
    ]
    assert items[0].url == "/lessons/newton/part-1/#nw-1-q1"
    assert items[0].concepts == ("newton-step",)
    assert items[0].minutes > 0
    Part.objects.filter(pk="newton-1").update(is_available=False)
    assert len(list(practice_items())) == 4
