"""The attempt log: immutable rows, one for each thing a learner did; and what was set or found."""

from typing import Any

from django.db import models
from django.db.models import Q

from practice.model.events import Event, Key


class AttemptEvent(models.Model):
    """One event of PRACTICE.md's log. `srv_seq` is the server's order, for devices to catch up."""

    class Kind(models.TextChoices):
        """What was done."""

        QUIZ = "quiz"
        EXERCISE_SUBMIT = "exercise_submit"
        EXERCISE_RESULT = "exercise_result"
        SELF_RATING = "self_rating"
        HINT = "hint"
        SOLUTION_SEEN = "solution_seen"
        SKIP = "skip"
        VOID = "void"

    srv_seq = models.BigAutoField(primary_key=True)
    id = models.UUIDField(unique=True)
    learner = models.ForeignKey("grader.Learner", models.CASCADE, related_name="attempt_events")
    device_id = models.UUIDField()
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=16, choices=Kind.choices)
    item_id = models.CharField(max_length=200, blank=True)
    item_rev = models.CharField(max_length=80, blank=True)
    map_rev = models.CharField(max_length=80, blank=True)
    session_id = models.CharField(max_length=80, blank=True)
    t_client_ms = models.BigIntegerField()
    tz_offset_min = models.SmallIntegerField()
    clock_offset_ms = models.BigIntegerField()
    duration_ms = models.PositiveBigIntegerField(null=True, blank=True)
    payload = models.JSONField(default=dict)
    t_recv_ms = models.BigIntegerField()
    t_eff_ms = models.BigIntegerField()

    class Meta:
        """Each device counts its own events without a gap."""

        constraints = [
            models.UniqueConstraint(
                fields=["learner", "device_id", "seq"], name="one_event_per_device_and_seq"
            ),
        ]
        indexes = [models.Index(fields=["learner", "srv_seq"], name="event_learner_srv_seq")]
        ordering = ["srv_seq"]

    def __str__(self) -> str:
        return f"{self.kind} {self.item_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new event; an event never changes."""
        if not self._state.adding:
            raise TypeError("Attempt events are immutable; record a void instead.")
        super().save(*args, **kwargs)

    def as_event(self) -> Event:
        """Return the row as the pure model's event."""
        return Event(
            id=str(self.id),
            device_id=str(self.device_id),
            seq=self.seq,
            kind=self.kind,  # type: ignore[arg-type]
            item_id=self.item_id,
            item_rev=self.item_rev,
            map_rev=self.map_rev,
            session_id=self.session_id,
            t_eff_ms=self.t_eff_ms,
            tz_offset_min=self.tz_offset_min,
            duration_ms=self.duration_ms,
            payload=self.payload,
        )


class FoldSnapshot(models.Model):
    """The fold of a learner's log up to `srv_seq`; can be thrown away and made anew at any time.

    `revision` names the fold and the concept map that it was made with; `t_eff_ms`, `device_id`
    and `seq` are the place of its last event.
    """

    learner = models.ForeignKey("grader.Learner", models.CASCADE, related_name="fold_snapshots")
    revision = models.CharField(max_length=80)
    srv_seq = models.BigIntegerField()
    t_eff_ms = models.BigIntegerField()
    device_id = models.UUIDField()
    seq = models.PositiveBigIntegerField()
    state = models.BinaryField()

    class Meta:
        """The newest of a learner comes first."""

        constraints = [
            models.UniqueConstraint(
                fields=["learner", "revision", "srv_seq"], name="one_snapshot_per_place"
            ),
        ]
        ordering = ["learner", "-srv_seq"]

    def __str__(self) -> str:
        return f"{self.learner_id} up to {self.srv_seq}"

    @property
    def key(self) -> Key:
        """Return the place of the last event."""
        return (self.t_eff_ms, str(self.device_id), self.seq)


MINUTES_LIMITS = (5, 240)


class PracticeSettings(models.Model):
    """What a learner set for practice: each field with the time of its change, the newest wins."""

    learner = models.OneToOneField(
        "grader.Learner", models.CASCADE, primary_key=True, related_name="practice_settings"
    )
    exam_date = models.DateField(null=True, blank=True, help_text="The learner's own day.")
    exam_date_changed_ms = models.BigIntegerField(default=0)
    minutes_a_day = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes_a_day_changed_ms = models.BigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "practice settings"
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes_a_day=None) | Q(minutes_a_day__range=MINUTES_LIMITS),
                name="practice_minutes_within_limits",
            ),
        ]

    def __str__(self) -> str:
        return f"settings of {self.learner_id}"


class PooledFit(models.Model):
    """Parameters fitted to many learners' logs, and how others judged them against those before.

    The losses are means over the judging learners, in nats. `parameters` is JSON as
    `practice.model.parameters` writes it, `revision` names the form of the fold they are for.
    """

    created_at = models.DateTimeField(auto_now_add=True)
    revision = models.CharField(max_length=20)
    parameters = models.TextField()
    learners_fitted = models.PositiveIntegerField()
    learners_judged = models.PositiveIntegerField()
    log_loss_before = models.FloatField()
    log_loss_after = models.FloatField()
    is_used = models.BooleanField()

    class Meta:
        """The newest comes first."""

        ordering = ["-pk"]

    def __str__(self) -> str:
        losses = f"{self.log_loss_before:.4f} to {self.log_loss_after:.4f}"
        return f"{self.created_at:%Y-%m-%d}, {losses}"
