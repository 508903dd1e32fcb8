"""From grades to ratings."""

from collections.abc import Callable

import pytest
from fsrs import Rating

from practice.model.events import Event
from practice.model.ratings import exercise_ratings, quiz_ratings, self_rated

MakeEvent = Callable[..., Event]


def answers(event: MakeEvent, pattern: str) -> list[Event]:
    return [
        event("quiz", f"q{k}", part="p", correct=mark == "r", concepts=[f"c{k}"])
        for k, mark in enumerate(pattern)
    ]


@pytest.mark.parametrize(
    ("pattern", "right_concepts_get"),
    [("rrrr", Rating.Good), ("rrrw", Rating.Hard), ("rrww", Rating.Again), ("rwww", Rating.Again)],
)
def test_a_complete_skill_check_rates_by_how_many_are_right(
    event: MakeEvent, pattern: str, right_concepts_get: Rating
) -> None:
    found = quiz_ratings(answers(event, pattern))
    assert found["c0"] is right_concepts_get


def test_a_wrong_answer_is_again_for_its_own_concepts(event: MakeEvent) -> None:
    assert quiz_ratings(answers(event, "rrrw"))["c3"] is Rating.Again


def test_an_incomplete_skill_check_lets_each_answer_stand_for_itself(event: MakeEvent) -> None:
    assert quiz_ratings(answers(event, "rw")) == {"c0": Rating.Good, "c1": Rating.Again}


def test_only_the_first_answer_to_a_question_counts(event: MakeEvent) -> None:
    first = event("quiz", "q0", part="p", correct=False, concepts=["c0"])
    second = event("quiz", "q0", part="p", correct=True, concepts=["c0"])
    assert quiz_ratings([first, second]) == {"c0": Rating.Again}


def test_a_check_taken_twice_in_a_day_rates_by_its_first_answer_in_each_slot(
    event: MakeEvent,
) -> None:
    slots = ["belongs", "covers", "term", "use"]

    def attempt(name: str, pattern: str) -> list[Event]:
        return [
            event(
                "quiz", f"{name}-{slot}", part="p", slot=slot, correct=mark == "r", concepts=[name]
            )
            for slot, mark in zip(slots, pattern, strict=True)
        ]

    assert quiz_ratings([*attempt("a", "rrrr"), *attempt("b", "rrrr")])["a"] is Rating.Good
    both = quiz_ratings([*attempt("a", "rrrr"), *attempt("b", "rrww")])
    assert both == {"a": Rating.Good, "b": Rating.Again}
    first_half = quiz_ratings([*attempt("a", "rrrw"), *attempt("b", "rrrr")])
    assert first_half["b"] is Rating.Hard


def result(event: MakeEvent, *checks: tuple[str, int, str]) -> Event:
    rows = [{"concepts": [c], "max_points": points, "verdict": v} for c, points, v in checks]
    return event("exercise_result", "newton-decrement", checks=rows)


@pytest.mark.parametrize(
    ("passed_points", "rating"), [(10, Rating.Good), (7, Rating.Hard), (6, Rating.Again)]
)
def test_an_exercise_rates_by_the_weighted_share_of_checks(
    event: MakeEvent, passed_points: int, rating: Rating
) -> None:
    graded = result(event, ("c", passed_points, "passed"), ("c", 10 - passed_points, "failed"))
    assert exercise_ratings(graded, hinted=False, seen=False) == {"c": rating}


def test_each_concept_is_rated_by_its_own_checks(event: MakeEvent) -> None:
    graded = result(event, ("a", 1, "passed"), ("b", 1, "memory"))
    found = exercise_ratings(graded, hinted=False, seen=False)
    assert found == {"a": Rating.Good, "b": Rating.Again}


def test_a_hint_caps_at_hard_and_a_seen_solution_is_again(event: MakeEvent) -> None:
    graded = result(event, ("c", 1, "passed"))
    assert exercise_ratings(graded, hinted=True, seen=False) == {"c": Rating.Hard}
    assert exercise_ratings(graded, hinted=False, seen=True) == {"c": Rating.Again}


def test_a_self_rating_lowers_or_lifts_good_to_easy_but_nothing_else() -> None:
    assert self_rated(Rating.Good, 4) is Rating.Easy
    assert self_rated(Rating.Hard, 4) is Rating.Hard
    assert self_rated(Rating.Good, 1) is Rating.Again
    assert self_rated(Rating.Again, 3) is Rating.Again
