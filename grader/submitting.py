"""Takes a learner's code in: a row first, then a ring."""

import secrets
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from exercises.models import Exercise, ExerciseRevision
from exercises.selectors import exercise_get
from frontend.problems import Problem
from grader.judging.code import CODE_LIMIT_BYTES, EMPTY, length_refusal
from grader.learners import LearnerGoneError, learner_lock
from grader.models import Device, Grading, GradingEvent, Learner, Scope, Submission
from grader.progress.events import event_record, queue_moved
from grader.ringing import grading_ring
from grader.selectors import grading_out, line_get
from grader.throttling import submission_check

SEED_BITS = 63


@transaction.atomic
def submission_create(
    learner: Learner, slug: str, *, submission_id: UUID, code: str, device: str, scope: str = "all"
) -> Submission:
    """Store a submission and queue its grading; the same id again is the same submission.

    Raises a Problem for what cannot be taken.
    """
    code_verify(code)
    revision = _revision_get(slug, device)
    if scope not in Scope.values:
        raise Problem(422, "Unknown scope", f"The scope is public or all, not {scope!r}.")
    _learner_lock(learner)
    earlier = Submission.objects.filter(pk=submission_id).first()
    if earlier is None:
        submission_check(learner)
    submission, is_new = Submission.objects.get_or_create(
        pk=submission_id,
        defaults={
            "learner": learner,
            "revision": revision,
            "code": code,
            "device": device,
            "scope": scope,
        },
    )
    if is_new:
        grading_create(submission)
    else:
        _same_verify(submission, learner, slug, code)
    return submission


@transaction.atomic
def submission_replace(
    learner: Learner, submission_id: UUID, *, replacement_id: UUID, device: str
) -> Submission:
    """Withdraw a submission that waits, and queue its code for another device instead.

    Raises a Problem for what cannot be taken, and where a worker has taken it first.
    """
    mine = Submission.objects.select_related("revision__exercise").filter(learner=learner)
    waiting = mine.filter(pk=submission_id).first()
    if waiting is None:
        raise Problem(404, "Unknown submission", "You have no submission with this id.")
    is_repeated = Submission.objects.filter(pk=replacement_id).exists()
    replacement = submission_create(
        learner,
        waiting.revision.exercise.slug,
        submission_id=replacement_id,
        code=waiting.code,
        device=device,
        scope=waiting.scope,
    )
    if not is_repeated:
        _grading_withdraw(waiting, Device(device))
    return replacement


@transaction.atomic
def grading_create(submission: Submission) -> Grading:
    """Queue one grading of a submission, and ring once it is committed."""
    # One grading at a time gets the next number.
    list(Submission.objects.select_for_update(no_key=True).filter(pk=submission.pk))
    latest = submission.gradings.order_by("-number").first()
    if latest is not None and latest.is_open:
        return latest
    now = timezone.now()
    grading = Grading.objects.create(
        submission=submission,
        number=latest.number + 1 if latest else 1,
        # Every grading of it meets the same random cases. Nobody can tell them from the id, which
        # the sender chooses.
        seed=latest.seed if latest else secrets.randbits(SEED_BITS),
        queue=f"grade.{submission.device}",
        queued_at=now,
        rung_at=now,
    )
    event_record(grading, GradingEvent.Kind.QUEUED, line_get(grading))
    transaction.on_commit(partial(grading_ring, grading.pk, grading.queue))
    return grading


def code_verify(code: str) -> None:
    """Raise a Problem for code that is too long, empty, or no text."""
    try:
        size_bytes = len(code.encode())
    except UnicodeEncodeError:
        raise Problem(422, "Code is not UTF-8", "The code holds half of a character.") from None
    if size_bytes > CODE_LIMIT_BYTES:
        raise Problem(413, "Code too long", length_refusal(size_bytes))
    if "\0" in code:
        raise Problem(422, "Code holds a NUL", "Python code cannot hold a NUL character.")
    if not code.removeprefix("\ufeff").strip():
        raise Problem(422, "Code is empty", EMPTY)


def _grading_withdraw(submission: Submission, device: Device) -> None:
    """End a grading that nobody has claimed, or raise a Problem that undoes the transaction."""
    # A worker claims by such an update too: whoever comes second finds nothing to update.
    withdrawn = Grading.objects.filter(submission=submission, state=Grading.State.QUEUED).update(
        state=Grading.State.WITHDRAWN,
        finished_at=Now(),
        message=f"Withdrawn while it waited: the same code went to {device.label} instead.",
    )
    if not withdrawn:
        raise Problem(409, "Not waiting any more", "A worker has taken it; its result will come.")
    grading = submission.gradings.latest("number")
    out = grading_out(submission, grading).model_dump(mode="json")
    event_record(grading, GradingEvent.Kind.DONE, out)
    queue_moved(grading.queue)


def _revision_get(slug: str, device: str) -> ExerciseRevision:
    try:
        exercise = exercise_get(slug)
    except Exercise.DoesNotExist:
        raise Problem(404, "Unknown exercise", f"There is no exercise {slug!r}.") from None
    if device not in exercise.devices or device not in Device.values:
        offered = " or ".join(exercise.devices)
        raise Problem(422, "Unknown device", f"This exercise runs on {offered}, not {device!r}.")
    revision = exercise.current_revision
    if revision is None:
        raise Problem(404, "Unknown exercise", f"The exercise {slug!r} has no revision yet.")
    return revision


def _learner_lock(learner: Learner) -> None:
    try:
        learner_lock(learner.pk)
    except LearnerGoneError:
        raise Problem(
            401, "This guest has an account now", "Send it again, signed in as that account."
        ) from None


def _same_verify(submission: Submission, learner: Learner, slug: str, code: str) -> None:
    if submission.learner_id != learner.pk:
        raise Problem(409, "Id is taken", "Another submission has this id. Choose a new one.")
    if submission.code != code or submission.revision.exercise.slug != slug:
        raise Problem(
            409,
            "Id is taken",
            "You sent other code under this id before. A new submission needs a new id.",
        )
