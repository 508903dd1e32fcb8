"""Grades one submission: claim, judge, write the result once."""

import logging
from functools import partial
from typing import Literal, Protocol, cast

import msgspec
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from exercises.format.exercise import Exercise
from exercises.format.loading import exercise_get
from grader.announcing import grading_announce
from grader.characters import storable
from grader.judging.report import CheckReport, Progress, Report
from grader.leases import (
    LEASE,
    Claim,
    Heartbeat,
    LeaseLostError,
    claim_hold,
    connection_release,
    row_claim,
)
from grader.models import CheckResult, Grading, GradingEvent, Submission, Verdict
from grader.progress.events import event_record, queue_moved
from grader.selectors import grading_out

log = logging.getLogger(__name__)
operator_log = logging.getLogger("grader.operator")

INTERNAL_FAILURES_LIMIT = 3
INTERNAL_ERROR_MESSAGE = (
    "Something failed on our side, not in your code. It costs you nothing, and we have been told. "
    "Your code is kept; please submit it again later."
)


class ProgressCallback(Protocol):
    """Takes news of a grading under way."""

    def __call__(self, progress: Progress, /) -> None:
        """Record it; an error raised here ends the grading."""


class Judge(Protocol):
    """Runs a submission's code against an exercise's checks."""

    def __call__(
        self,
        exercise: Exercise,
        code: bytes,
        *,
        seed: int,
        device: Literal["cpu", "cuda"],
        scope: Literal["public", "all"],
        progress: ProgressCallback,
    ) -> Report:
        """Return the result; raise where judging itself broke."""


def grading_run(grading_id: int, *, worker: str, judge: Judge) -> None:
    """Grade, unless someone else does or did."""
    claim = grading_claim(grading_id, worker)
    if claim is None:
        return
    try:
        with Heartbeat(claim):
            _judge_and_write(claim, judge)
    except LeaseLostError:
        log.warning("%s went to another worker, or was erased; %s drops it", claim, worker)


def grading_claim(grading_id: int, worker: str) -> Claim | None:
    """Take a grading that nobody holds, or None; a claim made before loses its hold."""
    rows, waiting = Grading.objects.filter(pk=grading_id), Grading.State.QUEUED
    with transaction.atomic():
        if not row_claim(
            rows, waiting=waiting, worker=worker, lease=LEASE, started_at=Now(), rings=0
        ):
            return None
        grading = Grading.objects.get(pk=grading_id)
        if grading.internal_failures >= INTERNAL_FAILURES_LIMIT:
            _end_as_internal_error(grading, "its workers ended, or lost the database, each time")
            return None
        event_record(grading, GradingEvent.Kind.STARTED, {})
        queue_moved(grading.queue)
    return Claim(grading.pk, grading.submission_id, grading.fencing_token)


def progress_record(claim: Claim, progress: Progress) -> None:
    """Store news of the checks for those who watch; raise LeaseLostError without a hold."""
    if progress.kind == "started":
        return  # The claim was the start.
    data: dict[str, object] = {"position": progress.position, "total": progress.total}
    if progress.check is not None:
        data |= _check_data(progress.check)
    else:
        data |= {"check_id": progress.check_id, "title": progress.title}
    with claim_hold(claim) as grading:
        event_record(grading, GradingEvent.Kind(progress.kind), data)


def grading_finish(claim: Claim, report: Report, content_hash: str) -> None:
    """Write the result, once; raise LeaseLostError without a hold."""
    with claim_hold(claim) as grading:
        CheckResult.objects.bulk_create(
            CheckResult(
                grading=grading,
                position=position,
                figures=msgspec.to_builtins(check.figures),
                **_check_fields(check),
            )
            for position, check in enumerate(report.checks, start=1)
        )
        grading.verdict = report.verdict
        grading.points = report.points
        grading.max_points = report.max_points
        grading.time_s = report.time_s
        grading.memory_bytes = report.memory_bytes
        grading.stdout = storable(report.stdout)
        grading.message = storable(report.message)
        grading.graded_content_hash = content_hash
        _done_write(grading)
        transaction.on_commit(partial(grading_announce, grading.pk))


def grading_fail(claim: Claim, reason: str) -> None:
    """Count a failure of ours: back to the queue, or the end after the third."""
    with claim_hold(claim) as grading:
        grading.internal_failures += 1
        if grading.internal_failures >= INTERNAL_FAILURES_LIMIT:
            _end_as_internal_error(grading, reason)
            return
        grading.internal_error = storable(reason)
        grading.state = Grading.State.QUEUED
        grading.lease_expires_at = None
        # The sweeper rings: a moment's pause may be all that the next try needs.
        grading.rung_at = timezone.now()
        grading.save()
        event_record(grading, GradingEvent.Kind.QUEUED, {"position": 1, "has_worker": True})
        queue_moved(grading.queue)


def _judge_and_write(claim: Claim, judge: Judge) -> None:
    try:
        exercise, report = _judge(claim, judge)
    except LeaseLostError:
        raise
    except Exception as error:
        # Whatever fails here is ours: the learner's failures are verdicts in the report.
        log.exception("Grading %s failed on our side", claim)
        grading_fail(claim, f"{type(error).__name__}: {error}")
    else:
        grading_finish(claim, report, exercise.content_hash)


def _judge(claim: Claim, judge: Judge) -> tuple[Exercise, Report]:
    rows = Grading.objects.select_related("submission__revision__exercise")
    grading = rows.filter(pk=claim.grading_id).first()
    if grading is None:
        raise LeaseLostError(claim)
    submission = grading.submission
    exercise = exercise_get(submission.revision.exercise.slug)
    if exercise.content_hash != submission.revision.content_hash:
        log.warning("%s is graded with another revision than it was written for", submission)
    connection_release()
    report = judge(
        exercise,
        submission.code.encode(),
        seed=grading.seed,
        device=cast("Literal['cpu', 'cuda']", submission.device),
        scope=cast("Literal['public', 'all']", submission.scope),
        progress=partial(progress_record, claim),
    )
    return exercise, report


def _end_as_internal_error(grading: Grading, reason: str) -> None:
    grading.verdict = Verdict.INTERNAL_ERROR
    grading.internal_error = storable(reason)
    grading.message = INTERNAL_ERROR_MESSAGE
    # There is no result that other rooms should hear of.
    grading.announced_at = timezone.now()
    _done_write(grading)
    transaction.on_commit(partial(_operator_alert, grading.pk, grading.submission_id, reason))


def _done_write(grading: Grading) -> None:
    grading.state = Grading.State.DONE
    grading.finished_at = timezone.now()
    grading.lease_expires_at = None
    grading.save()
    submission = Submission.objects.select_related("revision__exercise").get(
        pk=grading.submission_id
    )
    out = grading_out(submission, grading).model_dump(mode="json")
    event_record(grading, GradingEvent.Kind.DONE, out)


def _operator_alert(grading_id: int, submission_id: object, reason: str) -> None:
    operator_log.error(
        "Grading %s of submission %s ended as an internal error: %s",
        grading_id,
        submission_id,
        reason,
    )


def _check_fields(check: CheckReport) -> dict[str, object]:
    return {
        "check_id": check.id,
        "title": storable(check.title),
        "verdict": check.verdict,
        "points": check.points,
        "max_points": check.max_points,
        "hidden": check.hidden,
        "message": storable(check.message),
        "mistake": check.mistake or "",
    }


def _check_data(check: CheckReport) -> dict[str, object]:
    fields = _check_fields(check)
    return {"id": fields.pop("check_id"), **fields, "mistake": check.mistake}
