"""Laws of the fold: arrival, repetition, snapshots, clocks and noise make no difference."""

import random
from itertools import pairwise
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from practice.model.days import day_index
from practice.model.events import Event, effective_ms, in_order, key_of, place_of
from practice.model.folding import fold, step
from practice.model.selector import Goal, moment_of, plan_make
from practice.model.snapshots import Journal
from practice.model.state import State, state_read, state_write
from tests.practice.golden.cases import items_make
from tests.practice.model.strategies import (
    DAY_MS,
    DEVICE_KINDS,
    FIRST_MS,
    GRAPH,
    HOUR_MS,
    KEYS,
    anything,
    logs,
)

# The same logs in every run, however slow the machine.
lawful = settings(deadline=None, derandomize=True, max_examples=80)
orders = st.randoms(use_true_random=False)


@lawful
@given(logs(), orders)
def test_the_order_of_arrival_does_not_matter(log: list[Event], rng: random.Random) -> None:
    assert fold(rng.sample(log, len(log)), GRAPH) == fold(log, GRAPH)


@lawful
@given(logs())
def test_what_arrives_twice_counts_once(log: list[Event]) -> None:
    assert fold([*log, *log], GRAPH) == fold(log, GRAPH)
    journal = Journal(GRAPH, every_events=2)
    journal.add(log)
    assert journal.add(log) == fold(log, GRAPH)


@lawful
@given(logs(), st.integers(0, 14))
def test_a_fold_goes_on_from_any_snapshot(log: list[Event], cut: int) -> None:
    ordered = sorted(log, key=key_of)
    first, rest = ordered[:cut], ordered[cut:]
    gone = {event.payload["event_id"] for event in rest if event.kind == "void"}
    if gone & {event.id for event in first}:
        return
    snapshot = fold(first, GRAPH)
    written = state_write(snapshot)
    assert fold(rest, GRAPH, state_read(written)) == fold(log, GRAPH)
    assert fold(log, GRAPH, snapshot) == fold(log, GRAPH)
    assert state_write(snapshot) == written


@settings(lawful, max_examples=200)
@given(logs(), orders, st.integers(1, 4))
def test_late_regraded_and_voided_events_equal_a_full_replay(
    log: list[Event], rng: random.Random, every: int
) -> None:
    journal, arrived = Journal(GRAPH, every_events=every), rng.sample(log, len(log))
    while arrived:
        count = rng.randint(1, 3)
        journal.add(arrived[:count])
        arrived = arrived[count:]
    assert journal.state == fold(log, GRAPH)


@lawful
@given(logs(), orders)
def test_two_devices_converge_whatever_the_order_of_their_exchanges(
    log: list[Event], rng: random.Random
) -> None:
    journals = {"laptop": Journal(GRAPH, every_events=2), "phone": Journal(GRAPH, every_events=3)}
    shared: list[Event] = []
    for event in log:
        journals[event.device_id].add([event])
        shared.append(event)
        if rng.random() < 0.3:
            journals[rng.choice(["laptop", "phone"])].add(rng.sample(shared, len(shared)))
    for journal in journals.values():
        journal.add(rng.sample(shared, len(shared)))
    assert journals["laptop"].state == journals["phone"].state == fold(log, GRAPH)


@lawful
@given(logs(), orders)
def test_a_void_may_come_before_what_it_takes_back(log: list[Event], rng: random.Random) -> None:
    victim = rng.choice(log)
    first = msgspec.structs.replace(
        victim, id="void", kind="void", seq=99, t_eff_ms=0, payload={"event_id": victim.id}
    )
    journal = Journal(GRAPH, every_events=1)
    journal.add([first])
    for event in log:
        journal.add([event])
    left = [event for event in log if event.id != victim.id or event.kind == "void"]
    assert journal.state == fold([first, *left], GRAPH) == fold([first, *log], GRAPH)


@lawful
@given(logs())
def test_a_state_survives_being_written(log: list[Event]) -> None:
    state = fold(log, GRAPH)
    assert state_read(state_write(state)) == state


@lawful
@given(
    st.lists(st.tuples(st.integers(-DAY_MS, DAY_MS), st.integers(0, HOUR_MS)), max_size=12),
    st.sampled_from([0, DAY_MS, -DAY_MS]),
)
def test_a_clock_that_is_a_day_off_keeps_the_order_and_never_runs_ahead(
    steps: list[tuple[int, int]], clock_offset_ms: int
) -> None:
    received, counted = FIRST_MS, [0]
    for jump, waited in steps:
        received += waited
        counted.append(effective_ms(received + jump, clock_offset_ms, counted[-1], received))
    assert all(before <= after for before, after in pairwise(counted))
    assert counted[-1] <= received


@lawful
@given(logs())
def test_travel_and_daylight_saving_never_bring_a_day_back(log: list[Event]) -> None:
    state, days = State(), []
    for event in in_order(log):
        step(state, event, GRAPH)
        days.append(state.today.day)
        assert state.today.day >= day_index(*place_of(event))
    assert days == sorted(days)


@lawful
@given(st.integers(0, 365 * 24 * 60), st.sampled_from([(60, 120), (120, 60)]))
def test_daylight_saving_moves_the_start_of_a_day_by_an_hour_at_most(
    minute: int, offsets: tuple[int, int]
) -> None:
    t_ms = FIRST_MS + minute * 60_000
    before, after = (day_index(t_ms, offset) for offset in offsets)
    assert abs(before - after) <= 1
    if before != after:
        assert day_index(t_ms - HOUR_MS, max(offsets)) != day_index(t_ms + HOUR_MS, min(offsets))


@settings(lawful, max_examples=300)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(DEVICE_KINDS),
            st.dictionaries(st.sampled_from(KEYS), anything),
            st.none() | st.sampled_from([0, 1, 2**63]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_a_device_writes_can_be_folded_and_planned_from(
    written: list[tuple[str, dict[str, Any], int | None]],
) -> None:
    asked = {"part": "p", "correct": True, "concepts": ["a"]}
    log = [
        Event(
            id=f"e{seq}",
            device_id="d",
            seq=seq,
            kind=kind,  # type: ignore[arg-type]
            item_id="x",
            t_eff_ms=FIRST_MS + seq,
            tz_offset_min=0,
            duration_ms=duration_ms,
            payload=payload,
        )
        for seq, (kind, payload, duration_ms) in enumerate([("quiz", asked, None), *written])
    ]
    state = fold(log, GRAPH)
    assert state_read(state_write(state)) == state
    assert fold(log[::-1], GRAPH) == state
    moment = moment_of(state.today.day + 1, FIRST_MS + DAY_MS, 0, Goal())
    assert plan_make(items_make(), state, GRAPH, moment).choices


def test_a_void_cannot_be_taken_back_with_or_without_a_snapshot() -> None:
    def event(seq: int, kind: str, **payload: Any) -> Event:
        return Event(
            id=f"e{seq}",
            device_id="d",
            seq=seq,
            kind=kind,  # type: ignore[arg-type]
            item_id="x",
            t_eff_ms=FIRST_MS + seq,
            tz_offset_min=0,
            payload=payload,
        )

    voids = [event(1, "void", event_id="e3"), event(2, "void", event_id="e1")]
    answer = event(3, "quiz", concepts=["a"], correct=True)
    assert fold([*voids, answer], GRAPH).know == {}
    assert fold([answer], GRAPH, fold(voids, GRAPH)).know == {}
