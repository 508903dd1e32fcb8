"""The practice API: what next, and the exchange of events between devices."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from pydantic import BaseModel, BeforeValidator

from frontend.problems import Problem
from grader.characters import storable_json
from grader.learners import LearnerAuth
from grader.models import Learner
from grader.throttling import events_check
from practice.attempts import attempts_record
from practice.models import AttemptEvent
from practice.plans import plan_out
from practice.queue import queue_get

router = Router(tags=["practice"], auth=LearnerAuth())

EVENTS_PER_SYNC = 1000
PAYLOAD_LIMIT_BYTES = 8192
# What a device may write itself; results come from the grader alone.
DEVICE_KINDS = set(AttemptEvent.Kind.values) - {AttemptEvent.Kind.EXERCISE_RESULT.value}
INT64 = 2**63 - 1
# One odd character must not hold up all that a device has to send.
Storable = BeforeValidator(storable_json)


class OutlookOut(Schema):
    """Probabilities of the item's concepts: now, by the horizon, and by then if practised now.

    `is_new` says that none of them was ever practised, so that these are first guesses.
    """

    now: float
    later: float
    practised: float
    is_new: bool


class StandingOut(Schema):
    """How likely one concept is known, in answers (`know`) or in code (`do`)."""

    concept: str
    title: str
    facet: str
    now: float
    later: float
    is_new: bool


class ItemOut(Schema):
    """Something to do, why, and what it will do."""

    id: str
    pool: str
    kind: str
    title: str
    url: str
    concepts: list[str]
    minutes: float
    reason: str
    outlook: OutlookOut
    standings: list[StandingOut]
    refreshes: list[str]


class AheadOut(Schema):
    """Something to do after that."""

    id: str
    pool: str
    kind: str
    title: str
    url: str
    concepts: list[str]
    minutes: float
    reason: str


class NextOut(Schema):
    """What to do next, and after that; `item` is null when nothing is left.

    `done_because` is empty while there is something worth today's time, else it says why there is
    not: "time is up", "session over", "nothing gains" or "nothing left". `horizon` says what
    "later" means, in words. `answered` holds the concepts of the item that was asked about.
    """

    item: ItemOut | None
    done_because: str
    then: list[AheadOut]
    spent_min: float
    minutes_a_day: float | None
    minutes_left: float | None
    horizon: str
    answered: list[StandingOut]


class EventIn(BaseModel):
    """One event as a device wrote it. Times are UTC milliseconds."""

    id: UUID
    seq: Annotated[int, Field(ge=1, le=INT64)]
    kind: str
    item_id: Annotated[str, Storable, Field(max_length=200)] = ""
    item_rev: Annotated[str, Storable, Field(max_length=80)] = ""
    map_rev: Annotated[str, Storable, Field(max_length=80)] = ""
    session_id: Annotated[str, Storable, Field(max_length=80)] = ""
    t_client_ms: Annotated[int, Field(ge=0, le=10**14)]
    tz_offset_min: Annotated[int, Field(ge=-1440, le=1440)] = 0
    clock_offset_ms: Annotated[int, Field(ge=-(10**13), le=10**13)] = 0
    duration_ms: Annotated[int, Field(ge=0, le=INT64)] | None = None
    payload: Annotated[dict[str, Any], Storable] = {}


class SyncIn(Schema):
    """A device's unacknowledged events, and how far it has read the server's log."""

    device_id: UUID
    cursor: Annotated[int, Field(ge=0, le=INT64)] = 0
    events: Annotated[list[EventIn], Field(max_length=EVENTS_PER_SYNC)] = []


class EventOut(Schema):
    """One event of the log, for a device that lacks it."""

    srv_seq: int
    id: UUID
    device_id: UUID
    seq: int
    kind: str
    item_id: str
    item_rev: str
    map_rev: str
    session_id: str
    t_client_ms: int
    tz_offset_min: int
    clock_offset_ms: int
    duration_ms: int | None
    payload: dict[str, Any]
    t_recv_ms: int
    t_eff_ms: int


class AckOut(BaseModel):
    """Where one of the events just sent stands in the log, which its device folds too."""

    id: UUID
    srv_seq: int
    t_eff_ms: int


class SyncOut(Schema):
    """`acked_seq`: events up to this one were looked at. `cursor`: ask from here on.

    `acked` are the events of this request that the log holds: the device may forget these alone,
    for one whose number or id another has is skipped. `events` are the others after the device's
    cursor, its own from earlier included. `is_more` says to ask again at once.
    """

    acked_seq: int
    acked: list[AckOut]
    cursor: int
    is_more: bool
    events: list[EventOut]


@router.get("/next", response=NextOut, summary="What to do next, and why", auth=None)
def practice_next(
    request: HttpRequest,
    minutes: Annotated[float | None, Query(ge=0, le=600)] = None,
    answered: Annotated[str, Query(max_length=200)] = "",
) -> dict[str, Any]:
    """Return the next item and what else fits into today, or into the `minutes` of a session.

    `answered` is an item of which to tell how likely its concepts are now.
    """
    auth = LearnerAuth(creates_learner=False)
    queue = queue_get(auth.learner(request), minutes=minutes)
    return plan_out(queue, answered)


@router.post("/events", response=SyncOut, summary="Push and pull attempt events")
def practice_events(request: HttpRequest, body: SyncIn) -> dict[str, Any]:
    """Store what is new, ignore what is known, and return what the device lacks."""
    learner: Learner = request.auth  # type: ignore[attr-defined]
    if body.events:
        events_check(learner, len(body.events))
        attempts_record(learner, [_row(body.device_id, event) for event in body.events])
    log = AttemptEvent.objects.filter(learner=learner).order_by("srv_seq")
    sent = {event.id for event in body.events}
    after = log.filter(srv_seq__gt=body.cursor)
    page = list(after.values_list("srv_seq", "id")[:EVENTS_PER_SYNC])
    lacking = [srv_seq for srv_seq, event_id in page if event_id not in sent]
    return {
        "acked_seq": max((event.seq for event in body.events), default=0),
        "acked": log.filter(id__in=sent).values("id", "srv_seq", "t_eff_ms") if sent else [],
        "cursor": page[-1][0] if page else body.cursor,
        "is_more": len(page) == EVENTS_PER_SYNC,
        "events": log.filter(srv_seq__in=lacking) if lacking else [],
    }


def _row(device_id: UUID, event: EventIn) -> AttemptEvent:
    if event.kind not in DEVICE_KINDS:
        kinds = ", ".join(sorted(DEVICE_KINDS))
        raise Problem(422, "Unknown event", f"kind must be one of {kinds}, not {event.kind!r}.")
    row = AttemptEvent(device_id=device_id, **event.model_dump())
    if len(str(row.payload)) > PAYLOAD_LIMIT_BYTES:
        raise Problem(413, "Event too large", f"A payload may have {PAYLOAD_LIMIT_BYTES} bytes.")
    return row
