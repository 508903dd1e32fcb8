"""Tells the workers, through the broker, that there is something to do."""

import logging
from collections.abc import Sequence

from celery import current_app
from kombu import pools
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

GRADE_TASK = "grader.tasks.grade"
# A request does not wait for a broker that is down: one try, and no long one.
IMPATIENT = {"max_retries": 0, "socket_connect_timeout": 1, "socket_timeout": 2}


def grading_ring(grading_id: int, queue: str) -> bool:
    """Send a grading's id to its queue; return False where the broker does not answer."""
    return task_ring(GRADE_TASK, [grading_id], queue)


def task_ring(task: str, arguments: Sequence[object], queue: str) -> bool:
    """Send a task to a queue; return False where the broker does not answer.

    Nothing is lost then: the row waits, and the sweeper rings again.
    """
    try:
        connection = current_app.connection_for_write(transport_options=IMPATIENT)
        with pools.producers[connection].acquire(block=True) as producer:
            current_app.send_task(
                task, args=list(arguments), queue=queue, producer=producer, retry=False
            )
    except (OperationalError, RedisError, OSError) as error:
        log.warning("The broker did not take %s of %s: %s", task, arguments, error)
        return False
    return True
