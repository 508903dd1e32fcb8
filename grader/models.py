"""Learners, their submissions, and the grading of them."""

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from uuid6 import uuid7

from grader.text_models import Draft, RevisedText

__all__ = [
    "CheckResult",
    "Device",
    "Draft",
    "Grading",
    "GradingEvent",
    "Learner",
    "LearnerToken",
    "RevisedText",
    "RowIsImmutableError",
    "Scope",
    "Submission",
    "Verdict",
    "Worker",
    "learner_id_new",
]


class RowIsImmutableError(Exception):
    """Someone tried to change a row that is written once."""


def learner_id_new() -> UUID:
    """Return a UUIDv7, so that learners sort by age."""
    return UUID(bytes=uuid7().bytes)


class Learner(models.Model):
    """Who reads, answers and submits: a guest, or the owner of an account."""

    id = models.UUIDField(primary_key=True, default=learner_id_new, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    birth_digest = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="Of the browser's CSRF cookie, so that two first requests make one guest.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    last_seen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at",)
        indexes = (
            models.Index(
                fields=["birth_digest", "created_at"],
                condition=~Q(birth_digest=""),
                name="learner_birth",
            ),
        )

    def __str__(self) -> str:
        return f"learner {self.pk}" if self.user_id else f"guest {self.pk}"

    @property
    def is_guest(self) -> bool:
        """Tell whether no account belongs to this learner."""
        return self.user_id is None


class LearnerToken(models.Model):
    """A bearer token; only its digest is stored."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256, in hexadecimal.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"token of {self.learner_id}, {self.digest[:8]}…"


class Scope(models.TextChoices):
    """Which checks a submission asks for."""

    PUBLIC = "public", "public checks"
    ALL = "all", "all checks"


class Device(models.TextChoices):
    """What a submission runs on."""

    CPU = "cpu", "CPU"
    CUDA = "cuda", "CUDA"


class Verdict(models.TextChoices):
    """How a grading, or one check of it, ended."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    OUTPUT_LIMIT = "output limit"
    REFUSED = "refused"
    INTERNAL_ERROR = "internal error"


class Submission(models.Model):
    """One learner's code for one exercise revision; only a merge ever changes its learner."""

    id = models.UUIDField(primary_key=True, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="submissions")
    revision = models.ForeignKey(
        "exercises.ExerciseRevision", on_delete=models.PROTECT, related_name="submissions"
    )
    code = models.TextField()
    device = models.CharField(max_length=8, choices=Device.choices)
    scope = models.CharField(max_length=8, choices=Scope.choices)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at",)
        indexes = (models.Index(fields=["learner", "-created_at"], name="submission_of_learner"),)

    def __str__(self) -> str:
        return f"submission {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; a row that is stored stays as it is."""
        if not self._state.adding:
            raise RowIsImmutableError("A stored submission cannot be changed.")
        super().save(*args, **kwargs)


class Grading(models.Model):
    """One grading of a submission: its place in the queue, its lease and its result."""

    class State(models.TextChoices):
        """Where a grading stands."""

        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        WITHDRAWN = "withdrawn"

    OPEN_STATES = (State.QUEUED, State.RUNNING)

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="gradings")
    number = models.PositiveIntegerField(help_text="1 is the first grading of the submission.")
    seed = models.BigIntegerField()
    state = models.CharField(max_length=16, choices=State.choices, default=State.QUEUED)
    queue = models.CharField(max_length=32)
    rings = models.PositiveIntegerField(default=0, help_text="How often the sweeper rang again.")
    rung_at = models.DateTimeField(help_text="When the broker was last sent this grading's id.")
    fencing_token = models.PositiveIntegerField(default=0, help_text="Grows with every claim.")
    lease_expires_at = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=200, blank=True)
    internal_failures = models.PositiveSmallIntegerField(default=0)
    internal_error = models.TextField(blank=True, help_text="The last failure of ours.")
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    announced_at = models.DateTimeField(
        null=True, blank=True, help_text="When the other rooms had heard of the result."
    )
    graded_content_hash = models.CharField(
        max_length=64, blank=True, help_text="Of the exercise folder that the worker graded with."
    )
    verdict = models.CharField(max_length=16, choices=Verdict.choices, blank=True)
    points = models.PositiveIntegerField(null=True, blank=True)
    max_points = models.PositiveIntegerField(null=True, blank=True)
    time_s = models.FloatField(null=True, blank=True)
    memory_bytes = models.BigIntegerField(null=True, blank=True)
    stdout = models.TextField(blank=True)
    message = models.TextField(blank=True)

    class Meta:
        ordering = ("-queued_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=["submission", "number"], name="grading_number_unique"),
            models.CheckConstraint(
                condition=~Q(state="running") | Q(lease_expires_at__isnull=False),
                name="grading_running_has_a_lease",
            ),
            models.CheckConstraint(
                condition=Q(state="done", finished_at__isnull=False) & ~Q(verdict="")
                | ~Q(state="done") & Q(verdict=""),
                name="grading_done_has_a_verdict",
            ),
        )
        indexes = (
            models.Index(
                fields=["queue", "queued_at", "id"],
                condition=Q(state="queued"),
                name="grading_line",
            ),
            models.Index(
                fields=["lease_expires_at"], condition=Q(state="running"), name="grading_leases"
            ),
            models.Index(
                fields=["finished_at"],
                condition=Q(state="done", announced_at__isnull=True),
                name="grading_unannounced",
            ),
        )

    def __str__(self) -> str:
        return f"grading {self.number} of {self.submission_id}"

    @property
    def is_open(self) -> bool:
        """Tell whether it waits or runs: what comes of it is not known yet."""
        return self.state in self.OPEN_STATES


class CheckResult(models.Model):
    """The result of one check of one grading."""

    grading = models.ForeignKey(Grading, on_delete=models.CASCADE, related_name="results")
    position = models.PositiveSmallIntegerField(help_text="1 is the check that ran first.")
    check_id = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    verdict = models.CharField(max_length=16, choices=Verdict.choices)
    points = models.PositiveIntegerField()
    max_points = models.PositiveIntegerField()
    hidden = models.BooleanField()
    message = models.TextField(blank=True)
    mistake = models.CharField(
        max_length=100, blank=True, help_text="The known mistake that the solution makes."
    )
    figures = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("grading", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["grading", "position"], name="check_result_position_unique"
            ),
            models.UniqueConstraint(
                fields=["grading", "check_id"], name="check_result_stored_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.check_id}: {self.verdict}"


class GradingEvent(models.Model):
    """One step of a grading, as its live stream shows it."""

    class Kind(models.TextChoices):
        """What happened."""

        QUEUED = "queued"
        STARTED = "started"
        CHECK_STARTED = "check_started"
        CHECK_FINISHED = "check_finished"
        DONE = "done"

    id = models.BigAutoField(primary_key=True)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="events")
    grading = models.ForeignKey(Grading, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=["grading", "id"], name="event_of_grading"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Worker(models.Model):
    """A worker that grades: it beats while it is up, and takes its row away when it ends."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=200, help_text="Of the Celery node.")
    queues = models.JSONField(default=list, help_text="Those that it takes gradings from.")
    host = models.CharField(max_length=300, help_text="The machine, its kernel and its Python.")
    sandbox = models.CharField(max_length=300, help_text="What held when it started.")
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(help_text="When it beat last, by the database's clock.")

    class Meta:
        ordering = ("name", "-started_at")

    def __str__(self) -> str:
        return self.name
