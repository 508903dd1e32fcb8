"""The fold of the attempt log."""

from collections.abc import Callable

import pytest

from practice.model.days import day_index
from practice.model.events import Event
from practice.model.folding import fold
from practice.model.graph import Graph
from practice.model.memory import recall, review
from practice.model.ratings import AGAIN, EASY, GOOD, HARD
from practice.model.state import State, Track

MakeEvent = Callable[..., Event]
DAY = 20_000
GRAPH = Graph(encompasses={"c": {"base": 0.6}})


def code(
    event: MakeEvent, *concepts: str, verdict: str = "passed", day: int = 0, **more: object
) -> Event:
    checks = [{"concepts": [c], "max_points": 1, "verdict": verdict} for c in concepts]
    name = f"exercise-{concepts[0]}"
    given = {"checks": checks, "verdict": verdict, "concepts": [concepts[0]], **more}
    return event("exercise_result", name, day=day, **given)


def quiz(event: MakeEvent, name: str, *, correct: bool, day: int = 0, **more: object) -> Event:
    given = {"part": "p", "slot": name, "correct": correct, "concepts": ["c"], **more}
    return event("quiz", name, day=day, **given)


def fresh(rating: int, event: Event) -> Track:
    return Track(memory=review(None, rating, DAY, event.t_eff_ms), ratings={"": rating})


def rating(state: State, facet: str = "do", concept: str = "c") -> int:
    return state.tracks(facet)[concept].rating


def test_the_fixture_is_on_the_day_it_says(event: MakeEvent) -> None:
    made = event("skip", "x")
    assert day_index(made.t_eff_ms, made.tz_offset_min) == DAY


def test_facets_are_remembered_apart(event: MakeEvent) -> None:
    asked, coded = quiz(event, "q", correct=True), code(event, "c", verdict="failed")
    found = fold([asked, coded], GRAPH)
    assert found.know["c"].memory == fresh(GOOD, asked).memory
    assert found.do["c"].memory == fresh(AGAIN, coded).memory


def test_the_first_submission_of_a_day_counts_as_recall(event: MakeEvent) -> None:
    found = fold([code(event, "c", verdict="failed"), code(event, "c")], GRAPH)
    assert rating(found) == AGAIN


def test_of_two_devices_answering_one_question_the_first_counts(event: MakeEvent) -> None:
    first, second = quiz(event, "q", correct=True), quiz(event, "q", correct=False)
    found = fold([second, first], GRAPH)
    assert rating(found, "know") == GOOD
    assert found.times == {"q": 2}
    assert found.honesty.counts == fold([first], GRAPH).honesty.counts


def test_a_repeat_of_the_day_follows_the_same_day_rule(event: MakeEvent) -> None:
    first = quiz(event, "q", correct=False)
    again = quiz(event, "q", correct=False, hour=1)
    after_one = review(None, AGAIN, DAY, again.t_eff_ms)
    expected = review(after_one, AGAIN, DAY, again.t_eff_ms)
    assert fold([first, again], GRAPH).know["c"].memory == expected


def test_code_that_fails_again_on_its_way_takes_nothing_more(event: MakeEvent) -> None:
    first = code(event, "c", verdict="failed")
    more = [code(event, "c", verdict="failed") for _ in range(5)]
    once, often = fold([first], GRAPH), fold([first, *more], GRAPH)
    assert often.do["c"].memory == once.do["c"].memory
    passed = fold([first, *more, code(event, "c")], GRAPH).do["c"].memory
    before = once.do["c"].memory
    assert passed is not None
    assert before is not None
    assert passed.difficulty <= before.difficulty
    assert passed.stability_days >= before.stability_days


def test_a_void_takes_an_event_back(event: MakeEvent) -> None:
    wrong, right = code(event, "c", verdict="failed"), code(event, "c")
    found = fold([wrong, event("void", event_id=wrong.id), right], GRAPH)
    assert rating(found) == GOOD


def test_a_regrade_counts_on_the_day_of_what_it_replaces(event: MakeEvent) -> None:
    wrong = code(event, "c", verdict="failed", day=0)
    place = {"t_eff_ms": wrong.t_eff_ms, "tz_offset_min": wrong.tz_offset_min}
    void = event("void", day=9, event_id=wrong.id)
    found = fold([wrong, void, code(event, "c", day=9, stands_at=place)], GRAPH)
    assert (found.do["c"].day, rating(found)) == (DAY, GOOD)


def test_a_hint_after_the_result_changes_nothing(event: MakeEvent) -> None:
    done = code(event, "c")
    late = event("hint", "exercise-c", hour=1)
    early = event("hint", "exercise-c", hour=-1)
    assert rating(fold([done, late], GRAPH)) == GOOD
    assert rating(fold([done, early], GRAPH)) == HARD
    seen = event("solution_seen", "exercise-c", hour=-1)
    assert rating(fold([done, seen], GRAPH)) == AGAIN


def test_what_was_got_right_with_help_is_no_prediction_kept(event: MakeEvent) -> None:
    helped = [event("hint", "exercise-c", hour=-1), code(event, "c")]
    assert sum(fold(helped, GRAPH).honesty.counts) == 0
    assert sum(fold(helped[1:], GRAPH).honesty.counts) == 1


@pytest.mark.parametrize(
    ("right", "expected"), [("1111", GOOD), ("1110", HARD), ("1100", AGAIN), ("110", GOOD)]
)
def test_a_skill_check_rates_by_how_many_are_right(
    event: MakeEvent, right: str, expected: int
) -> None:
    answers = [
        quiz(event, f"q{k}", correct=mark == "1", concepts=[f"c{k}"])
        for k, mark in enumerate(right)
    ]
    found = fold(answers, GRAPH)
    assert rating(found, "know", "c0") == expected
    wrong = [f"c{k}" for k, mark in enumerate(right) if mark == "0"]
    assert all(rating(found, "know", concept) == AGAIN for concept in wrong)


def test_a_check_taken_twice_in_a_day_rates_by_its_first_answer_in_each_slot(
    event: MakeEvent,
) -> None:
    def attempt(name: str, right: str) -> list[Event]:
        return [
            quiz(event, f"{name}{k}", correct=mark == "1", slot=f"s{k}", concepts=[name])
            for k, mark in enumerate(right)
        ]

    both = fold([*attempt("a", "1111"), *attempt("b", "1100")], GRAPH)
    assert (rating(both, "know", "a"), rating(both, "know", "b")) == (GOOD, AGAIN)
    halves = fold([*attempt("a", "1110"), *attempt("b", "1111")], GRAPH)
    assert rating(halves, "know", "b") == HARD


def test_the_learners_own_rating_lowers_or_lifts_what_was_done(event: MakeEvent) -> None:
    done = code(event, "c")
    for stated, expected in ((1, AGAIN), (3, GOOD), (4, EASY)):
        own = event("self_rating", "exercise-c", hour=1, rating=stated)
        assert rating(fold([done, own], GRAPH)) == expected


def test_what_was_claimed_and_then_shown_is_easy(event: MakeEvent) -> None:
    claim = event("skip", "exercise-c2", reason="known", concepts=["c"])
    assert rating(fold([claim, code(event, "c")], GRAPH)) == EASY
    assert rating(fold([claim, code(event, "c", verdict="failed")], GRAPH)) == AGAIN
    assert rating(fold([claim, code(event, "c", day=1)], GRAPH)) == GOOD


def test_passing_refreshes_what_the_concept_contains(event: MakeEvent) -> None:
    base, whole = code(event, "base"), code(event, "c", day=10)
    before, after = fold([base], GRAPH).do["base"], fold([base, whole], GRAPH).do["base"]
    assert before.memory is not None
    assert after.memory is not None
    assert after.memory.stability_days > before.memory.stability_days
    assert after.memory.difficulty == before.memory.difficulty
    assert recall(after.memory, whole.t_eff_ms) > recall(before.memory, whole.t_eff_ms)
    assert after.rating == before.rating


@pytest.mark.parametrize("gap", ["failed", "too soon", "hinted", "never met", "other facet"])
def test_there_is_no_credit(event: MakeEvent, gap: str) -> None:
    base = code(event, "base")
    whole = code(event, "c", day=0 if gap == "too soon" else 10)
    events = [base, whole]
    if gap == "failed":
        events = [base, code(event, "c", day=10, verdict="failed")]
    elif gap == "hinted":
        events = [base, event("hint", "exercise-c", day=10, hour=-1), whole]
    elif gap == "never met":
        assert "base" not in fold([whole], GRAPH).do
        return
    elif gap == "other facet":
        events = [base, quiz(event, "q", correct=True, day=10)]
    assert fold(events, GRAPH).do["base"].memory == fold([base], GRAPH).do["base"].memory


def test_a_tagged_check_refreshes_when_passed_and_counts_against_when_failed(
    event: MakeEvent,
) -> None:
    known = code(event, "t")
    before = fold([known], GRAPH).do["t"]
    passed = fold([known, code(event, "c", "t", day=10)], GRAPH).do["t"]
    assert (before.rating, passed.rating) == (GOOD, GOOD)
    assert before.memory is not None
    assert passed.memory is not None
    assert passed.memory.stability_days > before.memory.stability_days
    failed = fold([known, code(event, "c", "t", day=10, verdict="failed")], GRAPH).do["t"]
    assert failed.rating == AGAIN


def test_an_untagged_failure_is_no_evidence_against_what_it_builds_on(event: MakeEvent) -> None:
    base = code(event, "base")
    found = fold([base, code(event, "c", day=10, verdict="failed")], GRAPH)
    assert found.do["base"] == fold([base], GRAPH).do["base"]


def test_what_was_done_is_known_today_and_forgotten_tomorrow(event: MakeEvent) -> None:
    done = [quiz(event, "q", correct=False), code(event, "c")]
    found = fold(done, GRAPH)
    assert found.today.done == ["q", "exercise-c"]
    assert fold([*done, event("skip", "x", day=1)], GRAPH).today.done == []


def test_time_is_counted_and_code_ends_the_wait_for_code(event: MakeEvent) -> None:
    asked = quiz(event, "q", correct=True)
    assert fold([asked], GRAPH).today.since_code_ms == 90_000
    sent = event("exercise_submit", "x", hour=1)
    found = fold([asked, sent], GRAPH)
    assert (found.today.spent_ms, found.today.since_code_ms) == (90_000, 0)


def test_a_move_to_the_west_never_goes_back_a_day(event: MakeEvent) -> None:
    import msgspec

    first = quiz(event, "q", correct=True)
    west = msgspec.structs.replace(code(event, "c", hour=1), tz_offset_min=-11 * 60)
    assert day_index(west.t_eff_ms, west.tz_offset_min) < DAY
    found = fold([first, west], GRAPH)
    assert (found.today.day, found.do["c"].day) == (DAY, DAY)
