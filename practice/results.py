"""Turns a graded submission into an event of the log."""

from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from uuid6 import uuid7

from grader.learners import learner_lock
from grader.models import Grading
from practice.attempts import attempts_record, next_seq, now_ms
from practice.models import AttemptEvent

# The server writes as a device of its own for each learner, named after the learner.
SERVER_DEVICE = UUID("6f0c1f5e-5d53-4d6b-9a0e-6a0f5a1a7c11")


def server_device_id(learner_id: UUID) -> UUID:
    """Return the device that the server speaks for on a learner's behalf."""
    return uuid5(SERVER_DEVICE, str(learner_id))


def on_submission_graded(sender: Any, grading_id: int, **kwargs: Any) -> None:
    """Record the result of a whole submission; a run of the public checks is not an attempt."""
    rows = Grading.objects.select_related("submission__learner", "submission__revision__exercise")
    grading = rows.get(pk=grading_id)
    if grading.submission.scope == "all" and grading.verdict != "internal error":
        result_record(grading)


@transaction.atomic
def result_record(grading: Grading) -> None:
    """Write an `exercise_result` event for a grading; a second call for it writes nothing."""
    submission = grading.submission
    learner, revision = submission.learner, submission.revision
    learner_lock(learner.pk)
    earlier = AttemptEvent.objects.filter(
        learner=learner,
        kind=AttemptEvent.Kind.EXERCISE_RESULT,
        payload__submission=str(submission.pk),
    )
    if earlier.filter(payload__grading=grading.number).exists():
        return
    device_id = server_device_id(learner.pk)
    seq, t_ms = next_seq(learner, device_id), now_ms()
    offset = _last_offset_min(learner.pk)
    taken_back = [
        _event(AttemptEvent.Kind.VOID, device_id, seq + k, t_ms, offset, {"event_id": str(old.id)})
        for k, old in enumerate(earlier)
    ]
    result = _event(
        AttemptEvent.Kind.EXERCISE_RESULT,
        device_id,
        seq + len(taken_back),
        t_ms,
        offset,
        _payload(grading, revision.checks, revision.exercise.concepts),
    )
    first = earlier.order_by("srv_seq").first()
    if first is not None:
        # A regrade says what the learner's code was worth when it was sent.
        result.payload["stands_at"] = first.payload.get("stands_at") or {
            "t_eff_ms": first.t_eff_ms,
            "tz_offset_min": first.tz_offset_min,
        }
    result.item_id = revision.exercise.slug
    result.item_rev = str(revision.number)
    attempts_record(learner, [*taken_back, result])


def _event(
    kind: AttemptEvent.Kind,
    device_id: UUID,
    seq: int,
    t_ms: int,
    tz_offset_min: int,
    payload: dict[str, Any],
) -> AttemptEvent:
    return AttemptEvent(
        id=UUID(bytes=uuid7().bytes),
        device_id=device_id,
        seq=seq,
        kind=kind,
        t_client_ms=t_ms,
        clock_offset_ms=0,
        tz_offset_min=tz_offset_min,
        payload=payload,
    )


def _payload(grading: Grading, checks: list[dict[str, Any]], concepts: list[str]) -> dict[str, Any]:
    tagged = {check["id"]: check.get("concepts", []) for check in checks}
    return {
        "submission": str(grading.submission_id),
        "grading": grading.number,
        "verdict": grading.verdict,
        "concepts": concepts,
        "checks": [
            {
                "id": result.check_id,
                "verdict": result.verdict,
                "points": result.points,
                "max_points": result.max_points,
                "concepts": tagged.get(result.check_id, []),
            }
            for result in grading.results.all()
        ],
    }


def _last_offset_min(learner_id: UUID) -> int:
    """Return where the learner was last seen; the server itself has no place."""
    rows = AttemptEvent.objects.filter(learner_id=learner_id).order_by("-srv_seq")
    offset: int | None = rows.values_list("tz_offset_min", flat=True).first()
    return offset or 0
