"""Texts that learners change: each save names the revision that it was written on."""

from typing import Any

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import LessThanOrEqual

from grader.judging.code import CODE_LIMIT_BYTES


class RevisedText(models.Model):
    """A text with its revision; who joins it with another at sign-in may make it too long."""

    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    is_joined = models.BooleanField(
        default=False,
        help_text="Joined from two texts at sign-in; may be too long until it is next saved.",
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


def _bytes_of(field: str) -> Any:
    return Func(F(field), function="octet_length", output_field=models.IntegerField())


class Draft(RevisedText):
    """A learner's code for an exercise, as far as it has come."""

    learner = models.ForeignKey("grader.Learner", on_delete=models.CASCADE, related_name="drafts")
    exercise = models.ForeignKey(
        "exercises.Exercise", on_delete=models.PROTECT, related_name="drafts"
    )

    class Meta:
        ordering = ("-updated_at",)
        constraints = (
            models.UniqueConstraint(fields=["learner", "exercise"], name="draft_one_per_exercise"),
            models.CheckConstraint(
                condition=Q(is_joined=True)
                | Q(LessThanOrEqual(_bytes_of("text"), CODE_LIMIT_BYTES)),
                name="draft_within_its_limit",
            ),
        )

    def __str__(self) -> str:
        return f"draft for {self.exercise_id}"
