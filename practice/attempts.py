"""Writes to the attempt log: insert or ignore, in an order that devices can catch up with."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from grader.learners import learner_lock
from grader.models import Learner
from practice.model.events import effective_ms
from practice.models import AttemptEvent, FoldSnapshot
from practice.signals import attempts_recorded


def now_ms() -> int:
    """Return the server's time in UTC milliseconds."""
    return int(timezone.now().timestamp() * 1000)


@transaction.atomic
def attempts_record(learner: Learner, events: Sequence[AttemptEvent]) -> int:
    """Store the events that are not stored yet; return how many were new.

    Events of one learner are written one transaction at a time, so that a lower `srv_seq` is
    never committed after a higher one was read.
    """
    learner_lock(learner.pk)
    fresh = _not_stored(learner, events)
    if not fresh:
        return 0
    t_recv_ms = now_ms()
    latest = _last_t_eff_ms(learner, {event.device_id for event in fresh})
    for event in fresh:
        event.learner = learner
        event.t_recv_ms = t_recv_ms
        event.t_eff_ms = effective_ms(
            event.t_client_ms, event.clock_offset_ms, latest[event.device_id], t_recv_ms
        )
        latest[event.device_id] = event.t_eff_ms
    AttemptEvent.objects.bulk_create(fresh)
    attempts_recorded.send(AttemptEvent, events=fresh)
    return len(fresh)


def next_seq(learner: Learner, device_id: UUID) -> int:
    """Return the next free sequence number of a device that this server itself speaks for."""
    rows = AttemptEvent.objects.filter(learner=learner, device_id=device_id)
    highest: int | None = rows.aggregate(highest=Max("seq"))["highest"]
    return 1 if highest is None else highest + 1


def on_learner_merged(sender: Any, guest_id: UUID, learner_id: UUID, **kwargs: Any) -> None:
    """Move a guest's events to the account they signed in to, as news for its other devices."""
    learner_lock(learner_id)
    guests = list(AttemptEvent.objects.filter(learner_id=guest_id).order_by("srv_seq"))
    AttemptEvent.objects.filter(learner_id=guest_id).delete()
    for event in guests:
        event.pk = None
        event._state.adding = True
        event.learner_id = learner_id
    AttemptEvent.objects.bulk_create(guests, ignore_conflicts=True)
    FoldSnapshot.objects.filter(learner_id=guest_id).delete()


def _not_stored(learner: Learner, events: Sequence[AttemptEvent]) -> list[AttemptEvent]:
    """Return the events whose id is new and whose number is free, in order of their devices."""
    rows = AttemptEvent.objects.order_by()
    ids = set(rows.filter(id__in=[event.id for event in events]).values_list("id", flat=True))
    numbers = rows.filter(
        learner=learner,
        device_id__in={event.device_id for event in events},
        seq__in={event.seq for event in events},
    )
    taken = set(numbers.values_list("device_id", "seq"))
    fresh = []
    for event in sorted(events, key=lambda event: (event.device_id, event.seq)):
        place = (event.device_id, event.seq)
        if event.id not in ids and place not in taken:
            fresh.append(event)
            ids.add(event.id)
            taken.add(place)
    return fresh


def _last_t_eff_ms(learner: Learner, device_ids: Collection[UUID]) -> dict[UUID, int]:
    """Return when each device's last stored event counts; 0 for one that has none."""
    rows = AttemptEvent.objects.filter(learner=learner, device_id__in=device_ids).order_by()
    found = rows.values_list("device_id").annotate(last=Max("t_eff_ms"))
    return dict.fromkeys(device_ids, 0) | dict(found)
