"""Who may write to a running grading: the holder of its fencing token, while a lease lasts."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from types import TracebackType
from typing import Self
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.db.models.functions import Now

from grader.models import Grading

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
HEARTBEAT_S = 5.0


class LeaseLostError(Exception):
    """Another worker holds the grading now, or it was erased; what this one found is dropped."""


@dataclass(frozen=True)
class Claim:
    """The right to write to one grading. It ends when a claim with a higher token is made."""

    grading_id: int
    submission_id: UUID
    token: int


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
