"""Which workers are up: each keeps a row of its own young, and nobody needs to ask around."""

import logging
import os
import platform
import threading
from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import uuid4

from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from grader.leases import connection_release
from grader.models import Device, Worker
from grader.progress.events import queue_moved

log = logging.getLogger(__name__)

QUEUES = {f"grade.{device}": device for device in Device.values}
BEAT_S = 5.0
BEAT_AFTER_FAILURE_S = 1.0
LEAVE_LIMIT_S = 5.0
GONE_AFTER = timedelta(seconds=20)


def workers_up() -> QuerySet[Worker]:
    """Return the workers that beat a moment ago."""
    return Worker.objects.filter(seen_at__gt=Now() - GONE_AFTER)


def queue_has_worker(queue: str) -> bool:
    """Tell whether a worker that takes gradings from this queue is up."""
    return workers_up().filter(queues__contains=queue).exists()


def devices_up() -> list[str]:
    """Return the devices that a worker is up for."""
    served = {queue for queues in workers_up().values_list("queues", flat=True) for queue in queues}
    return [device for queue, device in QUEUES.items() if queue in served]


class Presence:
    """A thread that keeps this worker's row young, and takes it away at the end."""

    def __init__(
        self, name: str, queues: Sequence[str], sandbox: str, *, interval_s: float = BEAT_S
    ) -> None:
        self.interval_s = interval_s
        self._worker = {
            "name": name[:200],
            "queues": list(queues),
            "host": _host_describe()[:300],
            "sandbox": sandbox[:300],
        }
        self._id = uuid4()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="presence", daemon=True)

    def start(self) -> None:
        """Begin to beat."""
        self._thread.start()

    def leave(self) -> None:
        """Let the row be taken away, without waiting for it: safe in a signal handler."""
        self._stop.set()

    def join(self) -> None:
        """Leave, and wait for a moment until the row is gone; a dead database holds up nobody."""
        self.leave()
        self._thread.join(LEAVE_LIMIT_S)

    def _run(self) -> None:
        while not self._stop.wait(self._attempt(self._beat)):
            pass
        self._attempt(self._take_away)

    def _attempt(self, change: Callable[[], None]) -> float:
        """Change the row; return after how many seconds to do the next thing."""
        try:
            change()
        except DatabaseError as error:
            # A restarted database leaves dead connections in the pool: soon again.
            log.warning("The presence of %s was not recorded: %s", self._worker["name"], error)
            return BEAT_AFTER_FAILURE_S
        finally:
            connection_release()
        return self.interval_s

    @transaction.atomic
    def _beat(self) -> None:
        # A worker that was killed leaves its row to the next one of its name.
        namesakes = Worker.objects.filter(name=self._worker["name"]).exclude(pk=self._id)
        namesakes.filter(seen_at__lte=Now() - GONE_AFTER).delete()
        if not Worker.objects.filter(pk=self._id).update(seen_at=Now()):
            Worker.objects.create(id=self._id, **self._worker, started_at=Now(), seen_at=Now())
            self._queues_move()

    @transaction.atomic
    def _take_away(self) -> None:
        Worker.objects.filter(pk=self._id).delete()
        self._queues_move()

    def _queues_move(self) -> None:
        for queue in self._worker["queues"]:
            queue_moved(queue)


def _host_describe() -> str:
    return (
        f"{platform.node()}, {platform.system()} {platform.release()} {platform.machine()}, "
        f"{os.cpu_count()} CPUs, Python {platform.python_version()}"
    )
