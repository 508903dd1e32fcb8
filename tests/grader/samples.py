"""What the grader's tests share: reports, a judge that runs nothing, and time that passes."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection
from django.db.models import F
from django.db.models.functions import Now

from exercises.format.exercise import Exercise as Folder
from grader.judging.report import CheckReport, Progress, Report
from grader.models import Grading, Submission, Worker
from grader.presence import Presence

WAIT_LIMIT_S = 30
TICK_S = 0.01

Submit = Callable[..., Submission]

CHECKS = [
    CheckReport(
        id="value",
        title="Right value",
        verdict="passed",
        points=3,
        max_points=3,
        hidden=False,
        message="",
        mistake=None,
    ),
    CheckReport(
        id="purity",
        title="Leaves its input alone",
        verdict="failed",
        points=0,
        max_points=1,
        hidden=True,
        message="It did not.",
        mistake="in-place",
    ),
]


def report_make(*, stdout: str = "hello\n", message: str = "") -> Report:
    """Return what a judge might report."""
    return Report("failed", 3, 4, 7, 0.25, 1 << 20, CHECKS, stdout, message, "cpu")


def sample_judge(exercise: Folder, code: bytes, **asked: object) -> Report:
    """Tell of two checks, then report, without running anything."""
    progress: Callable[[Progress], None] = asked["progress"]  # type: ignore[assignment]
    progress(Progress("started", "", "", 0, len(CHECKS)))
    for position, check in enumerate(CHECKS, start=1):
        progress(Progress("check_started", check.id, check.title, position, len(CHECKS)))
        progress(Progress("check_finished", check.id, check.title, position, len(CHECKS), check))
    return report_make()


def lease_lapse(grading: Grading) -> None:
    """Let the lease end now, as if the worker had been silent for long."""
    Grading.objects.filter(pk=grading.pk).update(lease_expires_at=Now() - timedelta(seconds=1))


def time_pass(grading: Grading, seconds: float) -> None:
    """Let the last ring, and the lease, be so many seconds older."""
    age = timedelta(seconds=seconds)
    Grading.objects.filter(pk=grading.pk).update(rung_at=F("rung_at") - age)
    Grading.objects.filter(pk=grading.pk, state="running").update(
        lease_expires_at=F("lease_expires_at") - age
    )


def worker_make(name: str = "w@host", queue: str = "grade.cpu") -> Worker:
    """Return a worker that beats now, and never again."""
    return Worker.objects.create(name=name, queues=[queue], started_at=Now(), seen_at=Now())


def age(worker: Worker, seconds: float) -> None:
    """Let the worker have beaten so much longer ago."""
    Worker.objects.filter(pk=worker.pk).update(seen_at=F("seen_at") - timedelta(seconds=seconds))


@contextmanager
def present(name: str = "w@host", *queues: str) -> Iterator[None]:
    """Let a worker beat, often, until the block ends."""
    presence = Presence(name, queues or ("grade.cpu",), "It holds.", interval_s=TICK_S)
    presence.start()
    try:
        rows_wait(1, name=name, sandbox="It holds.")
        yield
    finally:
        presence.join()


def rows_wait(count: int, **which: object) -> None:
    """Wait until there are so many workers of this kind."""
    clock = threading.Event()
    for _ in range(round(WAIT_LIMIT_S / TICK_S)):
        if Worker.objects.filter(**which).count() == count:
            return
        clock.wait(TICK_S)
    raise AssertionError(f"There are {Worker.objects.filter(**which).count()}, not {count}.")


def someone_waits_for_a_row() -> bool:
    """Tell whether a transaction waits for another one's lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])
