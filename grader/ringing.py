"""Tells the workers, through the broker, that there is something to grade."""

import logging

from celery import current_app
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

GRADE_TASK = "grader.tasks.grade"


def grading_ring(grading_id: int, queue: str) -> bool:
    """Send a grading's id to its queue; return False where the broker does not answer.

    Nothing is lost then: the row waits, and the sweeper rings again.
    """
    try:
        current_app.send_task(GRADE_TASK, args=[grading_id], queue=queue, retry=False)
    except (OperationalError, RedisError, OSError) as error:
        log.warning("The broker did not take grading %s: %s", grading_id, error)
        return False
    return True
