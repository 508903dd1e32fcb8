"""The attempt event: one immutable row of the practice log, and its place in the log's order."""

from collections.abc import Collection, Iterable
from typing import Any, Literal

import msgspec

Kind = Literal[
    "quiz",
    "exercise_submit",
    "exercise_result",
    "self_rating",
    "hint",
    "solution_seen",
    "skip",
    "void",
]
Key = tuple[int, str, int]


class Event(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One thing a learner did, as PRACTICE.md's wire format has it.

    Times are UTC milliseconds since 1970, offsets minutes east of UTC. `t_eff_ms` is the time
    that the fold goes by: the device's clock, corrected and kept in order by the server.
    """

    id: str
    device_id: str
    seq: int
    kind: Kind
    item_id: str
    item_rev: str = ""
    map_rev: str = ""
    session_id: str = ""
    t_eff_ms: int
    tz_offset_min: int
    duration_ms: int | None = None
    payload: dict[str, Any]


def effective_ms(
    t_client_ms: int, clock_offset_ms: int, previous_ms: int, t_received_ms: int
) -> int:
    """Return the time an event counts for, in UTC milliseconds; no clock is ever refused.

    It is the device's corrected clock, never before the device's previous event, never after the
    event's arrival. Source: PRACTICE.md, "Event".
    """
    return min(max(t_client_ms + clock_offset_ms, previous_ms), t_received_ms)


def key_of(event: Event) -> Key:
    """Return an event's place in the order of the fold, the same on every device.

    The result of a regrade stands where the result stood that it replaces:
    its `payload["stands_at"]` holds that one's `t_eff_ms` and `tz_offset_min`.
    """
    if event.kind == "exercise_result":
        return (place_of(event)[0], event.device_id, event.seq)
    return (event.t_eff_ms, event.device_id, event.seq)


def place_of(event: Event) -> tuple[int, int]:
    """Return when and where an event counts: UTC milliseconds, and minutes east of UTC."""
    # Results are written by the server alone; what a device says of its own place does not count.
    if event.kind == "exercise_result" and "stands_at" in event.payload:
        stands_at = event.payload["stands_at"]
        return stands_at["t_eff_ms"], stands_at["tz_offset_min"]
    return event.t_eff_ms, event.tz_offset_min


def voids_of(events: Iterable[Event]) -> set[str]:
    """Return the ids of the events that were taken back."""
    return {taken_back_by(event) for event in events if event.kind == "void"}


def taken_back_by(event: Event) -> str:
    """Return the id of what a void takes back; an empty text, which no event has, for nothing."""
    return text_of(event.payload, "event_id", "")


def text_of(payload: dict[str, Any], key: str, absent: str) -> str:
    """Return a text that a device wrote, or `absent` where it wrote none, or something else."""
    found = payload.get(key)
    return found if isinstance(found, str) and found else absent


def in_order(events: Iterable[Event], voided: Collection[str] = ()) -> list[Event]:
    """Return the events, each once and without those taken back, in the order of the fold.

    Voids stay, for they cannot be taken back themselves; `voided` are further ids that were taken
    back by voids not among these events.
    """
    known = {event.id: event for event in events}
    gone = voids_of(known.values()).union(voided)
    left: Iterable[Event] = known.values()
    if gone:
        left = [each for each in left if each.id not in gone or each.kind == "void"]
    return sorted(left, key=key_of)
