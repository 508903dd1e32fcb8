"""Coming back after a long break: a short, gentle day, and never a word of what piled up."""

import re
from collections.abc import Iterator

import pytest

from practice.evaluation.histories import graph_make, items_make, log_make
from practice.model.days import DAY_MS, day_index
from practice.model.events import Event
from practice.model.folding import fold
from practice.model.selector import Choice, Goal, Plan, moment_of, plan_make
from practice.model.state import State

MINUTES = 20
AWAY_DAYS = 60
GRAPH, ITEMS = graph_make(), items_make()
DEBT = re.compile(
    r"\b(due|overdue|debt|backlog|behind|piled|waiting|catch up|late)\b", re.IGNORECASE
)


def planned(state: State, t_ms: int) -> Plan:
    goal = Goal(minutes_a_day=MINUTES)
    day = max(day_index(t_ms, state.tz_offset_min), state.today.day)
    return plan_make(ITEMS, state, GRAPH, moment_of(day, t_ms, state.tz_offset_min, goal), goal)


def answered(choice: Choice, seq: int, t_ms: int, tz: int) -> Event:
    concepts = {"concepts": list(choice.item.concepts)}
    check = {**concepts, "verdict": "passed", "max_points": 1}
    is_question = choice.item.kind == "quiz"
    return Event(
        id=f"back-{seq}",
        device_id="laptop",
        seq=10**6 + seq,
        kind="quiz" if is_question else "exercise_result",
        item_id=choice.item.id,
        t_eff_ms=t_ms,
        tz_offset_min=tz,
        duration_ms=round(choice.item.minutes * 60_000),
        payload={**concepts, "correct": True}
        if is_question
        else {**concepts, "verdict": "passed", "checks": [check]},
    )


@pytest.fixture(scope="module")
def log() -> list[Event]:
    return log_make(3_000, seed=5)


def days_work(log: list[Event]) -> Iterator[Plan]:
    """Yield the plan before each item of the day of return, until it says that it is done."""
    state = fold(log, GRAPH)
    t_ms = log[-1].t_eff_ms + AWAY_DAYS * DAY_MS
    seq = 0
    while True:
        plan = planned(state, t_ms)
        yield plan
        if plan.done_because:
            return
        seq += 1
        choice = plan.choices[0]
        t_ms += round(choice.item.minutes * 60_000)
        state = fold([answered(choice, seq, t_ms, state.tz_offset_min)], GRAPH, state)


def test_the_day_of_return_is_over_within_its_minutes(log: list[Event]) -> None:
    plans = list(days_work(log))
    assert plans[-1].done_because == "time is up"
    spent = sum(
        plan.choices[0].item.minutes for plan in plans[:-1] if plan.choices[0].item.kind == "quiz"
    )
    assert 0 < spent <= MINUTES
    assert 3 <= len(plans) <= MINUTES


def test_the_whole_day_of_return_is_gentle(log: list[Event]) -> None:
    for plan in days_work(log):
        assert "A gentle start after 60 days." in plan.choices[0].reason
        if not plan.done_because:
            assert plan.choices[0].gain.chance >= 0.6


def test_the_day_after_is_a_day_like_others(log: list[Event]) -> None:
    state = fold(log, GRAPH)
    t_ms = log[-1].t_eff_ms + AWAY_DAYS * DAY_MS
    first = planned(state, t_ms).choices[0]
    state = fold([answered(first, 1, t_ms, state.tz_offset_min)], GRAPH, state)
    assert "gentle" not in planned(state, t_ms + DAY_MS).choices[0].reason


def test_nothing_that_is_said_counts_what_piled_up(log: list[Event]) -> None:
    state = fold(log, GRAPH)
    plan = planned(state, log[-1].t_eff_ms + AWAY_DAYS * DAY_MS)
    assert len(plan.choices) > 100
    for choice in plan.choices:
        assert not DEBT.search(choice.reason)
        assert str(len(plan.choices)) not in re.findall(r"\d+", choice.reason)
    assert {"choices", "done_because", "minutes_left"} == set(plan.__struct_fields__)
