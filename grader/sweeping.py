"""Rings again for whatever a broken broker or a dead worker left behind."""

import logging
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from grader.announcing import grading_announce
from grader.models import Grading
from grader.ringing import grading_ring

log = logging.getLogger(__name__)

# A grading in a long line is rung for less and less often, so that bells do not pile up.
RING_AFTER_S = 5
RING_AT_LEAST_EVERY_S = 30
BATCH = 500
ANNOUNCE_AFTER = timedelta(seconds=10)
ANNOUNCE_WITHIN = timedelta(days=1)

DUE_SQL = """
UPDATE grader_grading SET rung_at = now(), rings = rings + 1
WHERE id IN (
    SELECT id FROM grader_grading
    WHERE (
        state = 'queued'
        AND rung_at < now() - least(%(first_s)s * 2 ^ least(rings, 16), %(last_s)s) * interval '1 s'
    ) OR (
        state = 'running'
        AND lease_expires_at < now()
        AND rung_at < now() - %(first_s)s * interval '1 s'
    )
    ORDER BY queued_at, id
    LIMIT %(batch)s
    FOR NO KEY UPDATE SKIP LOCKED
)
RETURNING id, queue, queued_at
"""


def gradings_sweep() -> int:
    """Ring for what nobody claimed or a worker left, announce what was not; return the rings."""
    due = _due_take()
    rung = 0
    for grading_id, queue in due:
        if not grading_ring(grading_id, queue):
            break
        rung += 1
    if rung < len(due):
        unrung = [grading_id for grading_id, _ in due[rung:]]
        Grading.objects.filter(pk__in=unrung).update(rings=0, rung_at=F("queued_at"))
    if rung:
        log.info("Rang again for %d gradings", rung)
    _announce_again()
    return rung


@transaction.atomic
def _due_take() -> list[tuple[int, str]]:
    parameters = {
        "first_s": RING_AFTER_S,
        "last_s": RING_AT_LEAST_EVERY_S,
        "batch": BATCH,
    }
    with connection.cursor() as cursor:
        cursor.execute(DUE_SQL, parameters)
        rows = sorted(cursor.fetchall(), key=lambda row: (row[2], row[0]))
    return [(grading_id, queue) for grading_id, queue, _ in rows]


def _announce_again() -> None:
    """Finish what a worker that died just after its commit could not."""
    missed = Grading.objects.filter(
        state=Grading.State.DONE,
        announced_at=None,
        finished_at__lt=Now() - ANNOUNCE_AFTER,
        finished_at__gt=Now() - ANNOUNCE_WITHIN,
    )
    for grading_id in missed.order_by("finished_at").values_list("pk", flat=True)[:BATCH]:
        grading_announce(grading_id)
