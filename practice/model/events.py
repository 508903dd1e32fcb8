"""The attempt event: one immutable row of the practice log."""

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


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a learner did, as PRACTICE.md's wire format has it.

    Times are UTC milliseconds since 1970, offsets minutes east of UTC. `t_eff_ms` is the time
    that the fold goes by: the device's clock, corrected and kept in order by the server.
    """

    id: str
    device_id: str
    seq: int
    kind: Kind
    item_id: str
    item_rev: str
    map_rev: str
    session_id: str
    t_eff_ms: int
    tz_offset_min: int
    duration_ms: int | None
    payload: dict[str, Any]


def in_order(events: list[Event]) -> list[Event]:
    """Return the events without those that were voided, in the order of the fold.

    The order is (t_eff, device_id, seq), the same on every device; a void names the event that it
    takes back in `payload["event_id"]`.
    """
    voided = {event.payload.get("event_id") for event in events if event.kind == "void"}
    kept = (event for event in events if event.kind != "void" and event.id not in voided)
    return sorted(kept, key=lambda event: (event.t_eff_ms, event.device_id, event.seq))
