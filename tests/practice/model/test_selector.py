"""What to do next, and why."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import pytest

from practice.model.events import Event
from practice.model.folding import fold
from practice.model.graph import Graph
from practice.model.items import Item
from practice.model.selector import Choice, Goal, Plan, moment_of, plan_make
from practice.model.strength import chance_known

MakeEvent = Callable[..., Event]
DAY = 20_000
TITLES = {"a": "Newton step", "b": "Newton decrement", "d": "Hessian"}
GRAPH = Graph(titles=TITLES)
CHAIN = Graph(titles=TITLES, prerequisites={"b": ("a", "d")}, encompasses={"b": {"d": 0.8}})


def exercise(name: str, concept: str, minutes: float = 10, **more: Any) -> Item:
    return Item(
        id=name, kind="exercise", title=name, url="/", concepts=(concept,), minutes=minutes,
        facet="do", **more,
    )  # fmt: skip


def question(name: str, concept: str = "a", pool: str = "") -> Item:
    return Item(
        id=name, pool=pool, kind="quiz", title=name, url="/", concepts=(concept,), minutes=1.5,
        facet="know",
    )  # fmt: skip


def plan(
    items: Sequence[Item],
    events: Sequence[Event] = (),
    days_later: int = 0,
    *,
    graph: Graph = GRAPH,
    goal: Goal | None = None,
    minutes: float | None = None,
) -> Plan:
    day, goal = DAY + days_later, goal or Goal()
    moment = moment_of(day, day * 86_400_000 + 14 * 3_600_000, 0, goal)
    return plan_make(items, fold(events, graph), graph, moment, goal, minutes=minutes)


def ids(found: Plan) -> list[str]:
    return [choice.item.id for choice in found.choices]


def by_id(found: Plan, name: str) -> Choice:
    return next(choice for choice in found.choices if choice.item.id == name)


def result(event: MakeEvent, name: str, concept: str, verdict: str, day: int = 0) -> Event:
    checks = [{"concepts": [concept], "max_points": 1, "verdict": verdict}]
    return event(
        "exercise_result", name, day=day, checks=checks, verdict=verdict, concepts=[concept]
    )


def quiz(event: MakeEvent, name: str, concept: str = "a", day: int = 0, **more: Any) -> Event:
    given = {"part": "p", "slot": name, "correct": True, "concepts": [concept], **more}
    return event("quiz", name, day=day, **given)


def test_a_newcomer_is_offered_something_and_told_that_it_is_new() -> None:
    found = plan([exercise("x", "a")])
    assert found.choices[0].reason == "Newton step: new to you. 10 min."
    assert found.done_because == ""


def test_what_is_done_or_put_off_today_is_not_offered(event: MakeEvent) -> None:
    events = [result(event, "x", "a", "passed"), event("skip", "y")]
    items = [exercise("x", "a"), exercise("y", "b")]
    found = plan(items, events)
    assert (found.choices, found.done_because) == ([], "nothing left")
    assert set(ids(plan(items, events, 1))) == {"x", "y"}


def test_of_a_pool_the_variants_seen_least_are_offered(event: MakeEvent) -> None:
    pool = [question(name, pool="part/use") for name in "xyz"]
    seen: list[Event] = []
    for day, expected in enumerate(["xyz", "yz", "z", "xyz"]):
        assert ids(plan(pool, seen, day)) == list(expected)
        seen.append(quiz(event, expected[0], day=day))


def test_a_pool_is_done_for_today_with_one_of_its_variants(event: MakeEvent) -> None:
    pool = [question(name, pool="part/use") for name in "xyz"]
    assert ids(plan(pool, [quiz(event, "x")])) == []
    assert ids(plan(pool, [event("skip", "y")])) == []
    assert ids(plan(pool, [event("skip", "y")], 1)) == ["x", "y", "z"]


def test_what_fades_comes_before_what_is_well_known(event: MakeEvent) -> None:
    often = [result(event, "x", "a", "passed", day) for day in (0, 4, 14)]
    once = [result(event, "y", "b", "passed", day=14)]
    assert ids(plan([exercise("x", "a"), exercise("y", "b")], [*often, *once], 30)) == ["y", "x"]


def test_less_time_for_the_same_gain_comes_first() -> None:
    assert ids(plan([exercise("long", "a", 30), exercise("short", "b", 5)])) == ["short", "long"]


def test_a_concept_of_more_value_comes_first() -> None:
    items = [exercise("x", "a"), exercise("y", "b")]
    assert ids(plan(items, goal=Goal(values={"b": 2.0}))) == ["y", "x"]
    assert ids(plan(items, goal=Goal(values={"a": 2.0}))) == ["x", "y"]


def test_the_reason_says_how_likely_now_and_later_and_what_was_last(event: MakeEvent) -> None:
    events = [result(event, "x", "a", "passed")]
    first = plan([exercise("x", "a")], events, 9).choices[0]
    assert first.gain.now > first.gain.later
    now, later = f"{first.gain.now:.0%}", f"{first.gain.later:.0%}"
    assert first.reason == (
        f"Newton step: about {now} likely now, {later} in 30 days."
        " 10 min. Last: 1 of 1 checks passed, 9 days ago."
    )


def test_the_horizon_is_the_exam_until_it_is_over(event: MakeEvent) -> None:
    events = [result(event, "x", "a", "passed")]
    soon = plan([exercise("x", "a")], events, 9, goal=Goal(exam_day=DAY + 12)).choices[0]
    assert "by your exam" in soon.reason
    today = plan([exercise("x", "a")], events, 9, goal=Goal(exam_day=DAY + 9)).choices[0]
    assert "by your exam" in today.reason
    over = plan([exercise("x", "a")], events, 9, goal=Goal(exam_day=DAY + 8)).choices[0]
    assert "in 30 days" in over.reason
    assert today.gain.later > soon.gain.later > over.gain.later


def test_what_it_refreshes_raises_the_score_and_is_said(event: MakeEvent) -> None:
    events = [result(event, "x", "d", "passed"), result(event, "y", "a", "passed")]
    bare = Graph(titles=TITLES, prerequisites=CHAIN.prerequisites)
    with_edge, without = (
        plan([exercise("z", "b")], events, 20, graph=graph).choices[0] for graph in (CHAIN, bare)
    )
    assert "Also refreshes Hessian." in with_edge.reason
    assert "refreshes" not in without.reason
    assert with_edge.score > without.score


def test_a_concept_is_not_offered_twice_running_while_there_is_another(event: MakeEvent) -> None:
    events = [result(event, "x", "a", "failed")]
    items = [exercise("x2", "a", 2), exercise("y", "b", 60)]
    assert ids(plan(items, events)) == ["y", "x2"]


def test_weak_prerequisites_come_first_and_are_named(event: MakeEvent) -> None:
    events = [result(event, "x", "a", "failed"), result(event, "z", "d", "passed")]
    found = plan([exercise("y", "b"), exercise("x", "a")], events, 5, graph=CHAIN)
    assert ids(found) == ["x", "y"]
    assert by_id(found, "y").reason.endswith("First look again at Newton step.")
    new = plan([exercise("y", "b"), exercise("x", "a")], graph=CHAIN)
    assert ids(new) == ["x", "y"]
    assert by_id(new, "y").reason.endswith("It builds on Newton step.")


def test_an_unread_section_waits_while_its_concept_is_new(event: MakeEvent) -> None:
    items = [exercise("x", "a", is_read=False), exercise("y", "b")]
    assert ids(plan(items)) == ["y", "x"]
    known = [result(event, name, concept, "passed") for name, concept in (("x", "a"), ("y", "b"))]
    read = plan([exercise("x", "a"), exercise("y", "b")], known, 9)
    assert [c.score for c in plan(items, known, 9).choices] == [c.score for c in read.choices]


def test_who_has_read_nothing_begins_with_what_needs_nothing(event: MakeEvent) -> None:
    cheap = {"minutes": 2.0, "is_read": False}
    items = [exercise("x", "a", is_read=False), exercise("y", "b", **cheap)]
    assert ids(plan(items, graph=CHAIN)) == ["x", "y"]
    read = [exercise("x", "a"), exercise("y", "b", minutes=2.0)]
    assert ids(plan(read, graph=CHAIN)) == ["y", "x"]


def test_what_was_put_off_does_not_come_at_once_in_other_words(event: MakeEvent) -> None:
    items = [question("q1", "a", "p1"), question("q2", "a", "p2"), question("r", "other", "p3")]
    assert ids(plan(items))[0] == "q1"
    for reason in ("not now", "too hard"):
        skipped = event("skip", "q1", reason=reason, concepts=["a"])
        assert ids(plan(items, [skipped])) == ["r", "q2"]


def test_one_answer_settles_a_claim_right_or_wrong(event: MakeEvent) -> None:
    items = [question(f"q{k}", "a", f"p{k}") for k in range(3)] + [question("r", "other", "p9")]
    claim = event("skip", "q0", reason="known", concepts=["a"])
    assert by_id(plan(items, [claim]), "q1").cause == "claimed"
    for correct in (True, False):
        answer = event("quiz", "q1", correct=correct, concepts=["a"], options=["x", "y"])
        assert [each.cause for each in plan(items, [claim, answer]).choices] == ["", ""]


def test_after_two_failures_the_weakest_prerequisite_is_next(event: MakeEvent) -> None:
    known = [result(event, "x", "a", "passed"), result(event, "z", "d", "failed")]
    items = [exercise(name, concept) for name, concept in (("x", "a"), ("y", "b"), ("z", "d"))]
    missed = [result(event, name, "b", "failed", day=3) for name in ("y", "y2")]
    assert ids(plan(items, [*known, missed[0]], 3, graph=CHAIN))[0] == "x"
    found = plan(items, [*known, *missed], 3, graph=CHAIN)
    assert ids(found)[0] == "z"
    assert "What just gave you trouble builds on it." in found.choices[0].reason


def test_too_hard_puts_off_for_days_and_asks_for_what_it_builds_on(event: MakeEvent) -> None:
    hard = event("skip", "y", reason="too hard", concepts=["b"])
    items = [exercise("x", "a"), exercise("y", "b"), exercise("w", "other", 1)]
    assert ids(plan(items, [hard], graph=CHAIN))[0] == "x"
    assert "y" not in ids(plan(items, [hard], 2, graph=CHAIN))
    assert "y" in ids(plan(items, [hard], 3, graph=CHAIN))


def test_who_says_to_know_it_is_asked_to_show_it(event: MakeEvent) -> None:
    claim = event("skip", "x", reason="known", concepts=["b"])
    items = [exercise("x", "b"), question("q", "b"), exercise("w", "other", 1)]
    found = plan(items, [claim])
    assert ids(found)[0] == "q"
    assert "You said that you know it" in found.choices[0].reason
    assert "x" not in ids(found)


def test_after_a_quarter_of_an_hour_of_questions_comes_code(event: MakeEvent) -> None:
    items = [question("q", "b"), exercise("x", "d", 30)]
    asked = [quiz(event, f"q{k}", f"c{k}") for k in range(10)]
    assert ids(plan(items, asked[:9])) == ["q", "x"]
    found = plan(items, asked)
    assert ids(found) == ["x", "q"]
    assert "Time for some code." in found.choices[0].reason


def test_minutes_leave_out_what_does_not_fit() -> None:
    items = [exercise("long", "a", 30), exercise("short", "b", 5)]
    assert ids(plan(items, minutes=10)) == ["short"]


def test_when_the_days_minutes_are_over_the_next_is_offered_all_the_same(
    event: MakeEvent,
) -> None:
    items = [exercise("long", "b", 12), exercise("short", "d", 5)]
    sent = event("exercise_submit", "x")
    fits = plan(items, goal=Goal(minutes_a_day=10))
    assert (ids(fits), fits.done_because, fits.minutes_left) == (["short", "long"], "", 10)
    worked = msgspec.structs.replace(sent, duration_ms=8 * 60_000)
    over = plan(items, [worked], goal=Goal(minutes_a_day=10))
    assert (set(ids(over)), over.done_because, over.minutes_left) == (
        {"long", "short"}, "time is up", 2,
    )  # fmt: skip
    tomorrow = plan(items, [worked], 1, goal=Goal(minutes_a_day=10))
    assert tomorrow.minutes_left == 10


def test_when_nothing_gains_it_is_done_for_today_and_still_offers_the_next(
    event: MakeEvent,
) -> None:
    events = [result(event, "x", "a", "passed", day) for day in (0, 10, 40, 120, 300)]
    found = plan([exercise("x2", "a", 60)], events, 300)
    assert (ids(found), found.done_because) == (["x2"], "nothing gains")


@pytest.mark.parametrize("days", [13, 60])
def test_after_a_long_break_it_begins_with_what_is_likeliest(event: MakeEvent, days: int) -> None:
    strong = [result(event, "x", "a", "passed", day) for day in (0, 5, 20)]
    weak = [result(event, "y", "b", "failed", day) for day in (0, 5, 20)]
    found = plan([exercise("x", "a"), exercise("y", "b")], [*strong, *weak], 20 + days)
    is_back = days >= 14
    assert ("A gentle start" in found.choices[0].reason) == is_back
    for choice in found.choices:
        is_comfortable = 0.6 <= choice.gain.chance <= 0.95
        wanted = choice.gain.total / 10 * (1 if is_comfortable else 0.7)
        assert choice.score == pytest.approx(wanted * (choice.gain.chance if is_back else 1))


def test_what_was_just_missed_is_not_called_known(event: MakeEvent) -> None:
    events = [result(event, "x", "a", "failed"), result(event, "y", "b", "passed")]
    state = fold(events, GRAPH)
    t_ms = events[-1].t_eff_ms
    missed, passed = (chance_known(state, concept, "do", t_ms) for concept in ("a", "b"))
    assert missed is not None
    assert passed is not None
    assert missed < 0.55 < 0.75 < passed
    assert chance_known(state, "d", "do", t_ms) is None


def test_bad_news_is_never_counted_as_a_loss(event: MakeEvent) -> None:
    events = [result(event, "x", "a", "passed", day) for day in (0, 10, 40)]
    for days in range(40, 90, 7):
        assert plan([exercise("x", "a")], events, days + 1).choices[0].score >= 0
