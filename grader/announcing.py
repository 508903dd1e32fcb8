"""Tells the other rooms of a result, at least once."""

import logging

from django.db.models.functions import Now

from grader.models import Grading
from grader.signals import submission_graded

log = logging.getLogger(__name__)


def grading_announce(grading_id: int) -> None:
    """Send `submission_graded`; where a receiver fails, the sweeper comes back to it."""
    failures = [
        (receiver, answer)
        for receiver, answer in submission_graded.send_robust(Grading, grading_id=grading_id)
        if isinstance(answer, Exception)
    ]
    if failures and not Grading.objects.filter(pk=grading_id).exists():
        log.info("Grading %s was erased before all had heard of it", grading_id)
        return
    for receiver, error in failures:
        log.error("%s failed on grading %s", receiver, grading_id, exc_info=error)
    if not failures:
        Grading.objects.filter(pk=grading_id).update(announced_at=Now())
