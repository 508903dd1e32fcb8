"""What an attempt shows of each concept."""

from collections.abc import Callable

import pytest

from practice.model.events import Event
from practice.model.evidence import concepts_of, evidence_of

MakeEvent = Callable[..., Event]


def result(event: MakeEvent, *checks: tuple[str, int, str], concepts: list[str]) -> Event:
    rows = [{"concepts": [c], "max_points": points, "verdict": v} for c, points, v in checks]
    return event("exercise_result", "x", checks=rows, concepts=concepts)


def test_a_share_is_weighted_by_points_and_by_the_concepts_own_checks(event: MakeEvent) -> None:
    graded = result(
        event, ("a", 7, "passed"), ("a", 3, "failed"), ("b", 2, "memory"), concepts=["a", "b"]
    )
    found = evidence_of(graded)
    assert (found.own, found.tagged) == ({"a": 0.7, "b": 0.0}, {})
    assert (found.passed, found.total) == (1, 3)


def test_what_is_only_tagged_is_told_apart(event: MakeEvent) -> None:
    graded = result(event, ("a", 1, "passed"), ("b", 1, "passed"), concepts=["a"])
    found = evidence_of(graded)
    assert (found.own, found.tagged) == ({"a": 1.0}, {"b": 1.0})
    assert found.is_passed


def test_without_checks_nothing_is_shown_and_nothing_passed(event: MakeEvent) -> None:
    found = evidence_of(result(event, concepts=["a"]))
    assert (found.own, found.is_passed) == ({}, False)


def test_an_answer_speaks_of_all_its_concepts(event: MakeEvent) -> None:
    right = evidence_of(event("quiz", "q", correct=True, concepts=["a", "b", 3]))
    assert right.own == {"a": 1.0, "b": 1.0}


@pytest.mark.parametrize("junk", [None, 1, True, ["a"], {"a": 1}])
def test_what_is_no_text_names_no_concept(junk: object) -> None:
    for named in ([junk], [junk, "a"]):
        assert concepts_of({"concepts": named}) == [each for each in named if each == "a"]
    assert concepts_of({"concepts": junk}) == (junk if isinstance(junk, list) else [])
