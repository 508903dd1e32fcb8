"""The fold of the attempt log."""

import random
from collections.abc import Callable

from fsrs import Rating

from practice.model.days import day_index
from practice.model.events import Event
from practice.model.folding import fold
from practice.model.memory import review

MakeEvent = Callable[..., Event]
DAY = 20_000


def passed(
    event: MakeEvent, concept: str, day: int, verdict: str = "passed", **more: object
) -> Event:
    checks = [{"concepts": [concept], "max_points": 1, "verdict": verdict}]
    return event(
        "exercise_result", f"exercise-{concept}", day=day, checks=checks, verdict=verdict, **more
    )


def test_the_order_of_arrival_does_not_matter(event: MakeEvent) -> None:
    events = [passed(event, "c", day) for day in (0, 3, 9)]
    events += [event("quiz", "q", day=4, part="p", correct=True, concepts=["c"])]
    expected = fold(events, DAY + 9)
    random.Random(1).shuffle(events)
    assert fold(events, DAY + 9) == expected


def test_facets_are_remembered_apart(event: MakeEvent) -> None:
    quiz = event("quiz", "q", part="p", correct=True, concepts=["c"])
    found = fold([quiz, passed(event, "c", 0, "failed")], DAY)
    know, do = found.memories["c", "know"], found.memories["c", "do"]
    assert know == review(None, Rating.Good, DAY)
    assert do == review(None, Rating.Again, DAY)


def test_the_first_submission_of_a_day_counts(event: MakeEvent) -> None:
    found = fold([passed(event, "c", 0, "failed"), passed(event, "c", 0)], DAY)
    assert found.memories["c", "do"] == review(None, Rating.Again, DAY)


def test_a_void_takes_an_event_back(event: MakeEvent) -> None:
    wrong = passed(event, "c", 0, "failed")
    right = passed(event, "c", 0)
    found = fold([wrong, event("void", event_id=wrong.id), right], DAY)
    assert found.memories["c", "do"] == review(None, Rating.Good, DAY)


def test_a_hint_after_the_result_changes_nothing(event: MakeEvent) -> None:
    done = passed(event, "c", 0)
    late = event("hint", "exercise-c", day=0, hour=1)
    early = event("hint", "exercise-c", day=0, hour=-1)
    assert fold([done, late], DAY).last_reviews["c", "do"].rating == Rating.Good
    assert fold([done, early], DAY).last_reviews["c", "do"].rating == Rating.Hard


def test_what_was_done_or_put_off_today_is_known_and_forgotten_tomorrow(event: MakeEvent) -> None:
    events = [passed(event, "c", 0), event("skip", "exercise-d", day=0)]
    today, tomorrow = fold(events, DAY), fold(events, DAY + 1)
    assert (today.done_today, today.put_off) == ({"exercise-c"}, {"exercise-d"})
    assert (tomorrow.done_today, tomorrow.put_off) == (set(), set())


def test_the_fixture_is_on_the_day_it_says(event: MakeEvent) -> None:
    made = event("skip", "x")
    assert day_index(made.t_eff_ms, made.tz_offset_min) == DAY
