"""What practice keeps of a learner, as an export tells it."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Schema

from grader.own_rows import OwnTable
from practice.models import AttemptEvent, FoldSnapshot, PracticeSettings


class AttemptEventRow(Schema):
    """One event of the practice log; times are milliseconds of UTC."""

    srv_seq: Annotated[int, Field(description="The order in which the server heard of them.")]
    id: UUID
    device_id: UUID
    seq: Annotated[int, Field(description="The device's own count.")]
    kind: str
    item_id: str
    item_rev: str
    map_rev: str
    session_id: str
    t_client_ms: Annotated[int, Field(description="By the device's clock.")]
    tz_offset_min: int
    clock_offset_ms: int
    duration_ms: int | None
    payload: dict[str, Any]
    t_recv_ms: Annotated[int, Field(description="When the server heard of it.")]
    t_eff_ms: Annotated[int, Field(description="When it counts for.")]


class PracticeSettingsRow(Schema):
    """What you set for practice, and when, in milliseconds of UTC."""

    exam_date: date | None
    exam_date_changed_ms: int
    minutes_a_day: int | None
    minutes_a_day_changed_ms: int


TABLES = (
    OwnTable(
        "practice_events",
        "events of practice: what you answered, sent, rated and skipped, and when",
        AttemptEvent,
        "learner",
        row=AttemptEventRow,
    ),
    OwnTable(
        "practice_settings",
        "settings of practice: the day of your exam, and minutes a day",
        PracticeSettings,
        "learner",
        row=PracticeSettingsRow,
        is_single=True,
    ),
    OwnTable(
        "fold_snapshots",
        "snapshots of what practice has computed",
        FoldSnapshot,
        "learner",
        why_not="Computed from the events of practice.",
    ),
)
