"""The HTTP API of guests, exercises and submissions."""

from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.db import connection
from django.db.models import F
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from ninja import Router, Status

from exercises.effort import effort_of
from exercises.models import Exercise
from exercises.selectors import exercise_get, exercises_list
from frontend.problems import Problem
from grader.learners import LearnerAuth, LearnerRequest, guest_create
from grader.models import Grading, GradingEvent, Submission
from grader.presence import devices_up
from grader.progress.hub import STREAMS_PER_LEARNER, hub_get
from grader.progress.streams import events_stream
from grader.progress.tickets import ticket_is_valid
from grader.schemas import (
    ExerciseOut,
    ExerciseSummary,
    GuestOut,
    ProblemOut,
    ReplacementIn,
    SubmissionDetail,
    SubmissionIn,
    SubmissionOut,
)
from grader.selectors import (
    submission_detail,
    submission_get,
    submission_out,
    submissions_list,
    submissions_out,
)
from grader.submitting import submission_create, submission_replace
from grader.throttling import guest_creation_check

STREAM_RETRY_AFTER_S = 30

router = Router(tags=["exercises"], auth=LearnerAuth())

STREAM_EXTRA = {
    "responses": {
        200: {
            "description": (
                "Events `queued {position, has_worker}`, `started {}`, `check_started {check_id, "
                "title, position, total}`, `check_finished {id, title, verdict, points, "
                "max_points, hidden, message, mistake, position, total}` and `done`, with the "
                "submission, also where it was withdrawn. "
                "The stream ends after `done`. `Last-Event-ID` is honoured."
            ),
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        },
        204: {"description": "Everything up to `done` was already seen, or is no longer kept."},
        404: {"description": "No such submission of yours, or the address has expired."},
        429: {"description": "You hold too many streams. Read the submission instead."},
    }
}


@router.post(
    "/guests",
    auth=None,
    response={201: GuestOut, 429: ProblemOut},
    summary="Become a guest",
    tags=["guests"],
)
def guest_post(request: HttpRequest) -> Status[GuestOut]:
    """Create a guest, and return the bearer token to send as `Authorization: Bearer …`."""
    guest_creation_check(request)
    learner, token = guest_create()
    return Status(201, GuestOut(learner_id=learner.pk, token=token))


@router.get("/exercises", auth=None, response=list[ExerciseSummary], summary="List the exercises")
def exercises_get(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the published exercises in catalogue order."""
    return [_summary(exercise) for exercise in exercises_list()]


@router.get(
    "/exercises/{slug}",
    auth=None,
    response={200: ExerciseOut, 404: ProblemOut},
    summary="Read an exercise",
)
def exercise_read(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Return an exercise's statement, starter and checks."""
    try:
        exercise = exercise_get(slug)
    except Exercise.DoesNotExist:
        raise _unknown_exercise(slug) from None
    revision = exercise.current_revision
    if revision is None:
        raise _unknown_exercise(slug)
    return {
        **_summary(exercise),
        "revision": revision.number,
        "devices_up": [device for device in devices_up() if device in exercise.devices],
        "statement_html": revision.statement_html,
        "starter": revision.starter,
        "signature": revision.signature["text"],
        "checks": revision.checks,
    }


@router.post(
    "/exercises/{slug}/submissions",
    response={
        202: SubmissionOut,
        401: ProblemOut,
        403: ProblemOut,
        404: ProblemOut,
        409: ProblemOut,
        413: ProblemOut,
        422: ProblemOut,
        429: ProblemOut,
    },
    summary="Submit code",
    tags=["submissions"],
)
def submission_post(
    request: LearnerRequest, slug: str, body: SubmissionIn
) -> Status[SubmissionOut]:
    """Store the code and queue its grading. The same `id` again returns the same submission."""
    submission = submission_create(
        request.auth,
        slug,
        submission_id=body.id,
        code=body.code,
        device=body.device,
        scope=body.scope,
    )
    return Status(202, submission_out(submission))


@router.get(
    "/exercises/{slug}/submissions",
    response={200: list[SubmissionOut], 401: ProblemOut, 404: ProblemOut},
    summary="List your submissions",
    tags=["submissions"],
)
def submissions_get(request: LearnerRequest, slug: str) -> list[SubmissionOut]:
    """Return your latest submissions for an exercise, newest first."""
    if not Exercise.objects.filter(slug=slug).exists():
        raise _unknown_exercise(slug)
    return submissions_out(submissions_list(request.auth, slug))


@router.get(
    "/submissions/{submission_id}",
    response={200: SubmissionDetail, 401: ProblemOut, 404: ProblemOut},
    summary="Read a submission",
    tags=["submissions"],
)
def submission_read(request: LearnerRequest, submission_id: UUID) -> SubmissionDetail:
    """Return one of your submissions: its code, and how its grading stands."""
    try:
        submission = submission_get(submission_id, request.auth)
    except Submission.DoesNotExist:
        raise _unknown_submission() from None
    return submission_detail(submission)


@router.post(
    "/submissions/{submission_id}/replacement",
    response={
        202: SubmissionOut,
        401: ProblemOut,
        403: ProblemOut,
        404: ProblemOut,
        409: ProblemOut,
        422: ProblemOut,
        429: ProblemOut,
    },
    summary="Grade on another device instead",
    tags=["submissions"],
)
def replacement_post(
    request: LearnerRequest, submission_id: UUID, body: ReplacementIn
) -> Status[SubmissionOut]:
    """Withdraw a submission that is still queued, and submit its code for another device.

    Where a worker has taken it first nothing changes, and the answer is 409.
    """
    replacement = submission_replace(
        request.auth, submission_id, replacement_id=body.id, device=body.device
    )
    return Status(202, submission_out(replacement))


@router.get(
    "/submissions/{submission_id}/events",
    auth=None,
    url_name="submission_events",
    summary="Watch a submission",
    tags=["submissions"],
    openapi_extra=STREAM_EXTRA,
)
async def submission_events(
    request: HttpRequest, submission_id: UUID, token: str = "", last_event_id: str = ""
) -> HttpResponseBase:
    """Stream a grading's events. Authorised by the token of `events_url`, or as its learner."""
    last_id = _event_id(request.headers.get("Last-Event-ID") or last_event_id)
    watched = await sync_to_async(_stream_open)(request, submission_id, token, last_id)
    if watched is None:
        return HttpResponse(status=204)
    grading_id, learner_id = watched
    if not hub_get().has_room(learner_id):
        raise _too_many_streams()
    return StreamingHttpResponse(
        events_stream(submission_id, learner_id, grading_id, last_id),
        content_type="text/event-stream",
        headers={"Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"},
    )


def _stream_open(
    request: HttpRequest, submission_id: UUID, token: str, last_id: int
) -> tuple[int, UUID] | None:
    """Return the latest grading and whose it is, or None where its end was seen.

    Holds no connection afterwards.
    """
    try:
        rows = Grading.objects.filter(submission_id=submission_id)
        if not ticket_is_valid(token, submission_id):
            learner = LearnerAuth(creates_learner=False).learner(request)
            if learner is None:
                raise _unknown_submission()
            rows = rows.filter(submission__learner=learner)
        grading = rows.annotate(learner_id=F("submission__learner")).order_by("-number").first()
        if grading is None:
            raise _unknown_submission()
        unseen = GradingEvent.objects.filter(grading=grading, pk__gt=last_id)
        if not grading.is_open and not unseen.exists():
            return None
        return grading.pk, grading.learner_id
    finally:
        connection.close()


def _event_id(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def _summary(exercise: Exercise) -> dict[str, Any]:
    revision = exercise.current_revision
    effort = effort_of(exercise)
    return {
        "slug": exercise.slug,
        "catalogue_number": exercise.catalogue_number,
        "lesson": exercise.lesson,
        "title": exercise.title,
        "summary": exercise.summary,
        "level": effort.level,
        "level_learners": effort.level_learners,
        "expected_minutes": effort.minutes,
        "expected_minutes_learners": effort.minutes_learners,
        "concepts": exercise.concepts,
        "devices": exercise.devices,
        "max_points": revision.max_points if revision else 0,
    }


def _unknown_exercise(slug: str) -> Problem:
    return Problem(404, "Unknown exercise", f"There is no exercise {slug!r}.")


def _too_many_streams() -> Problem:
    return Problem(
        429,
        "Too many streams",
        f"{STREAMS_PER_LEARNER} streams at once are the limit. Close one, or ask for the "
        f"submission itself every now and then.",
        retry_after_s=STREAM_RETRY_AFTER_S,
    )


def _unknown_submission() -> Problem:
    return Problem(404, "Unknown submission", "You have no submission with this id.")
