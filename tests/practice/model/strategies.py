"""Logs drawn by hypothesis: all kinds of events, on two devices, in any places and times."""

from typing import Any

from hypothesis import strategies as st

from practice.model.events import Event
from practice.model.graph import Graph

CONCEPTS = ("a", "b", "c")
GRAPH = Graph(prerequisites={"b": ("a",)}, encompasses={"b": {"a": 0.5}, "c": {"b": 0.4}})
DAY_MS, HOUR_MS = 86_400_000, 3_600_000
FIRST_MS = 20_000 * DAY_MS
KINDS = (
    "quiz",
    "quiz",
    "quiz",
    "exercise_result",
    "exercise_result",
    "exercise_submit",
    "self_rating",
    "hint",
    "solution_seen",
    "skip",
    "void",
)
DEVICE_KINDS = tuple(sorted(set(KINDS) - {"exercise_result"}))
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
    "checks",
    "verdict",
)
concepts = st.lists(st.sampled_from(CONCEPTS), min_size=1, max_size=2, unique=True)
verdicts = st.sampled_from(["passed", "failed"])
# Berlin in winter and summer, Chatham's, and both ends of the world.
offsets = st.sampled_from([60, 60, 120, 765, -720, 840])
scraps = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from([0, 4, -1, 10**400, 4.0, 1e308, -0.5, "", "a", "passed", "e0", "\U0001f600"]),
)
anything = st.recursive(
    scraps,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner),
    max_leaves=4,
)


@st.composite
def payloads(draw: st.DrawFn, kind: str, ids: list[str]) -> dict[str, Any]:
    """Draw what an event of a kind says."""
    match kind:
        case "quiz":
            return {
                "part": draw(st.sampled_from(["p", "q"])),
                "slot": draw(st.sampled_from(["belongs", "covers", "term", "use"])),
                "correct": draw(st.booleans()),
                "concepts": draw(concepts),
                "options": ["x", "y"],
            }
        case "exercise_result":
            tagged = draw(st.lists(st.tuples(concepts, verdicts), min_size=1, max_size=3))
            found: dict[str, Any] = {
                "concepts": draw(concepts),
                "verdict": draw(verdicts),
                "checks": [{"concepts": c, "max_points": 2, "verdict": v} for c, v in tagged],
            }
            if draw(st.integers(0, 3)) == 0:
                # A regrade: it counts where the result stood that it replaces.
                place = FIRST_MS + draw(st.integers(0, 24 * 12)) * HOUR_MS
                found["stands_at"] = {"t_eff_ms": place, "tz_offset_min": draw(offsets)}
            return found
        case "void":
            return {"event_id": draw(st.sampled_from([*ids, "unknown"]))}
        case "skip":
            reasons = st.sampled_from(["known", "too hard", "not now"])
            return {"reason": draw(reasons), "concepts": draw(concepts)}
    return {"rating": draw(st.integers(1, 4))}


@st.composite
def logs(draw: st.DrawFn) -> list[Event]:
    """Draw a log in the order of the sequence numbers, which need not be that of the times."""
    count = draw(st.integers(1, 14))
    ids = [f"e{k}" for k in range(count)]
    events = []
    for k in range(count):
        kind = draw(st.sampled_from(KINDS))
        hours = draw(st.integers(0, 24 * 12))
        events.append(
            Event(
                id=ids[k],
                device_id=draw(st.sampled_from(["laptop", "phone"])),
                seq=k,
                kind=kind,  # type: ignore[arg-type]
                item_id=draw(st.sampled_from(["x", "y", "z"])),
                t_eff_ms=FIRST_MS + hours * HOUR_MS,
                tz_offset_min=draw(offsets),
                duration_ms=draw(st.none() | st.sampled_from([0, 10**5, 2**63])),
                payload=draw(payloads(kind, ids)),
            )
        )
    return events
