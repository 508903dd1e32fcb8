"""Who may write to a running grading: the holder of its fencing token, while a lease lasts."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from types import TracebackType
from typing import Any, Self
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Now

from grader.models import Grading

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
# What every model that is claimed calls it.
RUNNING = "running"
WORKER_LIMIT_CHARACTERS = 200
HEARTBEAT_S = 5.0


class LeaseLostError(Exception):
    """Another worker holds the grading now, or it was erased; what this one found is dropped."""


@dataclass(frozen=True)
class Claim:
    """The right to write to one grading. It ends when a claim with a higher token is made."""

    grading_id: int
    submission_id: UUID
    token: int


def row_claim(
    rows: QuerySet[Any], *, waiting: str, worker: str, lease: timedelta, **fields: Any
) -> bool:
    """Take the row if it waits, or if its worker let the lease run out; return whether it was so.

    A claim made before loses its hold, as the fencing token grows. A worker that left a row may
    have died of it, which counts as a failure of ours.
    """
    is_waiting, is_left = Q(state=waiting), Q(state=RUNNING, lease_expires_at__lt=Now())
    claimed = rows.filter(is_waiting | is_left).update(
        state=RUNNING,
        fencing_token=F("fencing_token") + 1,
        lease_expires_at=Now() + lease,
        worker=worker[:WORKER_LIMIT_CHARACTERS],
        internal_failures=F("internal_failures") + Case(When(is_left, then=1), default=Value(0)),
        **fields,
    )
    return claimed == 1


def lease_extend(claim: Claim) -> bool:
    """Start the lease anew; return False where another worker holds the grading."""
    held = Grading.objects.filter(
        pk=claim.grading_id, fencing_token=claim.token, state=Grading.State.RUNNING
    )
    return held.update(lease_expires_at=Now() + LEASE) == 1


@contextmanager
def claim_hold(claim: Claim) -> Iterator[Grading]:
    """Open a transaction in which the claim holds: nobody else can claim before it ends.

    Raises LeaseLostError where another worker holds the grading, or its learner was erased.
    """
    try:
        with transaction.atomic():
            rows = Grading.objects.select_for_update(no_key=True).filter(
                pk=claim.grading_id, fencing_token=claim.token, state=Grading.State.RUNNING
            )
            grading = rows.first()
            if grading is None:
                raise LeaseLostError(claim)
            yield grading
    finally:
        connection_release()


def connection_release() -> None:
    """Give this thread's connection back, so that code under judgement does not keep one."""
    if not connection.in_atomic_block:
        connection.close()


class Heartbeat:
    """A thread that extends the lease while the worker is at it."""

    def __init__(self, claim: Claim, *, interval_s: float = HEARTBEAT_S) -> None:
        self.claim = claim
        self.interval_s = interval_s
        self.lost = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"lease-{claim.grading_id}")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._thread.join()

    def _beat(self) -> None:
        while not self._stop.wait(self.interval_s):
            try:
                if not lease_extend(self.claim):
                    self.lost.set()
                    return
            except DatabaseError as error:
                # The lease outlasts a few lost beats; a longer outage ends it, as it should.
                log.warning("The lease of %s was not extended: %s", self.claim, error)
            finally:
                connection_release()
