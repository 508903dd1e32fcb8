"""Reads of submissions and their gradings."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Max, Prefetch, Q, QuerySet

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


def best_points(learner: Learner) -> dict[str, int]:
    """Return the best points of each exercise that the learner has submitted, by slug."""
    graded = Grading.objects.filter(
        submission__learner=learner, submission__scope=Scope.ALL, state=Grading.State.DONE
    ).exclude(verdict=Verdict.INTERNAL_ERROR)
    best = graded.values_list("submission__revision__exercise__slug").annotate(Max("points"))
    return {slug: points or 0 for slug, points in best.order_by()}


def passed_slugs(learner: Learner) -> set[str]:
    """Return the exercises that the learner has passed."""
    passed = Grading.objects.filter(
        submission__learner=learner, submission__scope=Scope.ALL, verdict=Verdict.PASSED
    )
    return set(passed.values_list("submission__revision__exercise__slug", flat=True).distinct())


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
