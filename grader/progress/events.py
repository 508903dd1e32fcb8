"""Event rows, and the NOTIFY that wakes the streams which show them."""

from typing import Any

from django.db import connection, transaction

from grader.models import Grading, GradingEvent

# A payload is a submission's id, or a queue's name; streams read the rows themselves.
EVENTS_CHANNEL = "grading_events"
QUEUE_CHANNEL = "grading_queue"


@transaction.atomic
def event_record(grading: Grading, kind: GradingEvent.Kind, data: dict[str, Any]) -> None:
    """Store an event and wake its streams once it is committed.

    The caller holds the grading's row, so the ids of one grading's events grow in order.
    """
    GradingEvent.objects.create(
        submission_id=grading.submission_id, grading=grading, kind=kind, data=data
    )
    _notify(EVENTS_CHANNEL, str(grading.submission_id))


def queue_moved(queue: str) -> None:
    """Let those who wait in a queue look at their place, once this is committed."""
    _notify(QUEUE_CHANNEL, queue)


def _notify(channel: str, payload: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [channel, payload])
