"""Deletes what nobody asks for any more: steps of old gradings, and workers gone for long."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models.functions import Now

from grader.models import Worker

log = logging.getLogger(__name__)

BATCH = 5000
WORKERS_KEPT = timedelta(days=1)

# Small bites, each committed by itself: nobody who records a step waits for long.
EVENTS_SQL = """
DELETE FROM grader_gradingevent WHERE id IN (
    SELECT event.id
    FROM grader_gradingevent AS event JOIN grader_grading AS grading ON grading.id = grading_id
    WHERE grading.finished_at < now() - make_interval(days => %(kept_days)s)
    ORDER BY event.id
    LIMIT %(batch)s
)
"""


def events_prune(*, batch: int = BATCH) -> int:
    """Delete the steps of gradings that ended long ago; return how many. Results stay."""
    parameters = {"kept_days": settings.GRADING_EVENTS_KEPT_DAYS, "batch": batch}
    total, deleted = 0, batch
    while deleted == batch:
        with connection.cursor() as cursor:
            cursor.execute(EVENTS_SQL, parameters)
            deleted = cursor.rowcount
        total += deleted
    if total:
        log.info("Deleted %d steps of old gradings", total)
    return total


def workers_prune() -> None:
    """Delete the rows of workers that were killed, and never came back."""
    Worker.objects.filter(seen_at__lt=Now() - WORKERS_KEPT).delete()
