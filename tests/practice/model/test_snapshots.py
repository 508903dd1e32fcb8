"""Laws of the fold: order of arrival, repetition and snapshots make no difference."""

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from practice.model.events import Event, key_of
from practice.model.folding import fold
from practice.model.graph import Graph
from practice.model.snapshots import Journal
from practice.model.state import state_read, state_write

CONCEPTS = ("a", "b", "c")
GRAPH = Graph(prerequisites={"b": ("a",)}, encompasses={"b": {"a": 0.5}, "c": {"b": 0.4}})
concepts = st.lists(st.sampled_from(CONCEPTS), min_size=1, max_size=2, unique=True)
verdicts = st.sampled_from(["passed", "failed"])
KINDS = (
    "quiz",
    "quiz",
    "exercise_result",
    "exercise_submit",
    "self_rating",
    "hint",
    "solution_seen",
    "skip",
    "void",
)
KEYS = (
    "concepts",
    "correct",
    "options",
    "part",
    "slot",
    "rating",
    "reason",
    "event_id",
    "stands_at",
    "question_kind",
)
junk = st.sampled_from([None, True, 7, -1e300, "", "x", [], [1, "a", [2]], {}, {"a": [1]}])


@st.composite
def payloads(draw: st.DrawFn, kind: str, ids: list[str]) -> dict[str, Any]:
    match kind:
        case "quiz":
            return {
                "part": draw(st.sampled_from(["p", "q"])),
                "slot": draw(st.sampled_from(["term", "use"])),
                "correct": draw(st.booleans()),
                "concepts": draw(concepts),
                "options": ["x", "y"],
            }
        case "exercise_result":
            tagged = draw(st.lists(st.tuples(concepts, verdicts), min_size=1, max_size=3))
            return {
                "concepts": draw(concepts),
                "verdict": draw(verdicts),
                "checks": [{"concepts": c, "max_points": 2, "verdict": v} for c, v in tagged],
            }
        case "void":
            return {"event_id": draw(st.sampled_from([*ids, "unknown"]))}
        case "skip":
            reasons = st.sampled_from(["known", "too hard", "not now"])
            return {"reason": draw(reasons), "concepts": draw(concepts)}
    return {"rating": draw(st.integers(1, 4))}


@st.composite
def logs(draw: st.DrawFn) -> list[Event]:
    count = draw(st.integers(1, 14))
    ids = [f"e{k}" for k in range(count)]
    kinds = st.sampled_from(KINDS)
    events = []
    for k in range(count):
        kind = draw(kinds)
        hours = draw(st.integers(0, 24 * 12))
        events.append(
            Event(
                id=ids[k],
                device_id=draw(st.sampled_from(["laptop", "phone"])),
                seq=k,
                kind=kind,  # type: ignore[arg-type]
                item_id=draw(st.sampled_from(["x", "y"])),
                t_eff_ms=20_000 * 86_400_000 + hours * 3_600_000,
                tz_offset_min=draw(st.sampled_from([0, 540, -600])),
                duration_ms=draw(st.none() | st.integers(0, 10**6)),
                payload=draw(payloads(kind, ids)),
            )
        )
    return events


@given(logs(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(log: list[Event], rng: random.Random) -> None:
    assert fold(rng.sample(log, len(log)), GRAPH) == fold(log, GRAPH)


@given(logs())
def test_what_arrives_twice_counts_once(log: list[Event]) -> None:
    assert fold([*log, *log], GRAPH) == fold(log, GRAPH)


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


@settings(max_examples=200)
@given(logs(), st.randoms(use_true_random=False), st.integers(1, 4))
def test_late_and_voided_events_equal_a_full_replay(
    log: list[Event], rng: random.Random, every: int
) -> None:
    journal, arrived = Journal(GRAPH, every_events=every), rng.sample(log, len(log))
    while arrived:
        count = rng.randint(1, 3)
        journal.add(arrived[:count])
        arrived = arrived[count:]
    assert journal.state == fold(log, GRAPH)


@given(logs(), st.randoms(use_true_random=False))
def test_two_devices_that_exchange_all_they_have_converge(
    log: list[Event], rng: random.Random
) -> None:
    laptop, phone = Journal(GRAPH, every_events=2), Journal(GRAPH, every_events=3)
    mine = [event for event in log if event.device_id == "laptop"]
    others = [event for event in log if event.device_id == "phone"]
    laptop.add(mine)
    phone.add(others)
    for event in rng.sample(others, len(others)):
        laptop.add([event])
    phone.add(mine)
    assert laptop.state == phone.state


@given(logs())
def test_a_state_survives_being_written(log: list[Event]) -> None:
    state = fold(log, GRAPH)
    assert state_read(state_write(state)) == state


@given(
    st.sampled_from(["quiz", "self_rating", "hint", "solution_seen", "skip", "void"]),
    st.dictionaries(st.sampled_from(KEYS), junk),
)
def test_whatever_a_device_writes_can_be_folded(kind: str, payload: dict[str, Any]) -> None:
    asked = {"part": "p", "correct": True, "concepts": ["a"]}
    log = [
        Event(
            id=f"e{seq}",
            device_id="d",
            seq=seq,
            kind=each,  # type: ignore[arg-type]
            item_id="x",
            t_eff_ms=10**12 + seq,
            tz_offset_min=0,
            payload=given_payload,
        )
        for seq, each, given_payload in ((1, "quiz", asked), (2, kind, payload))
    ]
    state = fold(log, GRAPH)
    assert state_read(state_write(state)) == state
