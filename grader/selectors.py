"""Reads of submissions and their gradings."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from grader.models import CheckResult, Grading, Learner, Scope, Submission, Verdict
from grader.presence import queue_has_worker
from grader.progress.tickets import events_url
from grader.schemas import CheckOut, SubmissionDetail, SubmissionOut

HISTORY_LENGTH = 50


def submission_get(submission_id: UUID, learner: Learner) -> Submission:
    """Return a learner's own submission, or raise Submission.DoesNotExist."""
    return _with_gradings().get(pk=submission_id, learner=learner)


def submissions_list(learner: Learner, slug: str) -> QuerySet[Submission]:
    """Return a learner's latest submissions for an exercise, newest first."""
    rows = _with_gradings().filter(learner=learner, revision__exercise__slug=slug)
    return rows.order_by("-created_at")[:HISTORY_LENGTH]


@dataclass(frozen=True)
class Standing:
    """How a learner stands with an exercise that they have sent code for."""

    best_points: int | None
    is_passed: bool


def standings_get(learner: Learner) -> dict[str, Standing]:
    """Return how a learner stands with each exercise begun, by slug.

    A run of the public checks begins an exercise, but earns no points.
    """
    graded = Q(scope=Scope.ALL, gradings__state=Grading.State.DONE)
    counted = graded & ~Q(gradings__verdict=Verdict.INTERNAL_ERROR)
    rows = (
        Submission.objects.filter(learner=learner)
        .order_by()
        .values("revision__exercise__slug")
        .annotate(
            best=Max("gradings__points", filter=counted),
            passes=Count("pk", filter=graded & Q(gradings__verdict=Verdict.PASSED)),
            counted=Count("pk", filter=counted),
        )
    )
    return {
        row["revision__exercise__slug"]: Standing(
            best_points=(row["best"] or 0) if row["counted"] else None,
            is_passed=row["passes"] > 0,
        )
        for row in rows
    }


def position_get(grading: Grading) -> int:
    """Return a queued grading's place in line; 1 is next."""
    line = Grading.objects.filter(queue=grading.queue, state=Grading.State.QUEUED)
    before = Q(queued_at__lt=grading.queued_at) | Q(queued_at=grading.queued_at, pk__lt=grading.pk)
    return line.filter(before).count() + 1


def line_get(grading: Grading) -> dict[str, object]:
    """Return what those who wait are told: the place in line, and whether a worker is up."""
    return {"position": position_get(grading), "has_worker": queue_has_worker(grading.queue)}


def submissions_out(submissions: Iterable[Submission]) -> list[SubmissionOut]:
    """Return what the API says of each submission."""
    return [submission_out(submission) for submission in submissions]


def submission_out(submission: Submission) -> SubmissionOut:
    """Return what the API says of a submission: how its latest grading stands."""
    # Sorted here, so that prefetched rows serve.
    grading = max(submission.gradings.all(), key=lambda grading: grading.number)
    return grading_out(submission, grading)


def submission_detail(submission: Submission) -> SubmissionDetail:
    """Return a submission with its code."""
    return SubmissionDetail(**submission_out(submission).dict(), code=submission.code)


def grading_out(submission: Submission, grading: Grading) -> SubmissionOut:
    """Return what the API says of one grading of a submission."""
    is_queued = grading.state == Grading.State.QUEUED
    line = line_get(grading) if is_queued else {"position": None, "has_worker": None}
    return SubmissionOut.model_validate(
        {
            "id": submission.pk,
            "exercise": submission.revision.exercise.slug,
            "state": grading.state,
            "verdict": grading.verdict or None,
            "points": grading.points,
            "max_points": grading.max_points,
            "scope": submission.scope,
            "device": submission.device,
            "created_at": submission.created_at,
            "time_s": grading.time_s,
            "memory_bytes": grading.memory_bytes,
            "stdout": grading.stdout,
            "message": grading.message,
            **line,
            "graded_with_newer": grading.graded_content_hash
            not in {"", submission.revision.content_hash},
            "checks": [check_out(result) for result in grading.results.all()],
            "events_url": events_url(submission.pk),
        }
    )


def check_out(result: CheckResult) -> CheckOut:
    """Return what the API says of one check."""
    return CheckOut.model_validate(
        {
            "id": result.check_id,
            "title": result.title,
            "verdict": result.verdict,
            "points": result.points,
            "max_points": result.max_points,
            "hidden": result.hidden,
            "message": result.message,
            "mistake": result.mistake or None,
        }
    )


def _with_gradings() -> QuerySet[Submission]:
    gradings = Grading.objects.order_by("-number").prefetch_related("results")
    return Submission.objects.select_related("revision__exercise").prefetch_related(
        Prefetch("gradings", queryset=gradings)
    )
