"""Exercises and their immutable revisions."""

from typing import Any, Never

from django.db import models
from django.db.models import Q

from exercises.links import exercise_url


class RevisionIsImmutableError(Exception):
    """Someone tried to change or delete a stored exercise revision."""


class Exercise(models.Model):
    """One exercise of the library; its folder's uuid is its identity."""

    id = models.UUIDField(primary_key=True)
    slug = models.SlugField(max_length=80)
    catalogue_number = models.CharField(max_length=20)
    lesson = models.SlugField(max_length=80, help_text="The lesson's id.")
    title = models.CharField(max_length=200)
    summary = models.TextField()
    level = models.PositiveSmallIntegerField(help_text="1 is the easiest, 4 the hardest.")
    expected_minutes = models.PositiveSmallIntegerField()
    concepts = models.JSONField(default=list)
    prerequisites = models.JSONField(default=list)
    devices = models.JSONField(default=list)
    position = models.PositiveIntegerField(help_text="Order within the lesson.")
    is_published = models.BooleanField(default=True)
    current_revision = models.ForeignKey(
        "ExerciseRevision", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ("lesson", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(is_published=True),
                name="exercise_slug_unique_when_published",
            ),
            models.CheckConstraint(
                condition=Q(level__range=(1, 4)), name="exercise_level_from_1_to_4"
            ),
            models.CheckConstraint(
                condition=Q(is_published=False) | Q(current_revision__isnull=False),
                name="exercise_published_has_a_revision",
            ),
        )

    def __str__(self) -> str:
        return f"{self.catalogue_number} {self.title}"

    def get_absolute_url(self) -> str:
        return exercise_url(self.slug)


class RevisionQuerySet(models.QuerySet["ExerciseRevision"]):
    """Revisions, which can be added and read."""

    def update(self, **kwargs: Any) -> Never:
        raise RevisionIsImmutableError("A stored exercise revision cannot be changed.")

    def delete(self) -> Never:
        raise RevisionIsImmutableError("A stored exercise revision cannot be deleted.")

    def statement_update(self, revision_id: int, statement_html: str) -> None:
        """Store a new rendering of an unchanged statement."""
        rows = models.QuerySet[ExerciseRevision](self.model, using=self.db)
        rows.filter(pk=revision_id).update(statement_html=statement_html)


class ExerciseRevision(models.Model):
    """What a submission was graded against; only a statement's rendering is ever renewed."""

    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    statement_html = models.TextField()
    starter = models.TextField()
    signature = models.JSONField()
    checks = models.JSONField(help_text="id, title, points, public and concepts of each check.")
    limits = models.JSONField()
    max_points = models.PositiveIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ("exercise", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=["exercise", "content_hash"], name="revision_content_stored_once"
            ),
            models.UniqueConstraint(fields=["exercise", "number"], name="revision_number_unique"),
        )

    def __str__(self) -> str:
        return f"{self.exercise} (revision {self.number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; a row that is stored stays as it is."""
        if not self._state.adding:
            raise RevisionIsImmutableError("A stored exercise revision cannot be changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise RevisionIsImmutableError("A stored exercise revision cannot be deleted.")


class ExerciseNotebook(models.Model):
    """An exercise as a Jupyter notebook, made with the catalogue by `manage.py load_content`."""

    exercise = models.OneToOneField(
        Exercise, on_delete=models.CASCADE, primary_key=True, related_name="notebook"
    )
    text = models.TextField(help_text="JSON of nbformat 4; public checks only.")

    class Meta:
        ordering = ("exercise",)

    def __str__(self) -> str:
        return f"notebook of {self.exercise_id}"


class ExerciseFigures(models.Model):
    """What learners' results say of an exercise; `practice.figures` computes it each night.

    A level or a time stays empty until enough learners have passed: the author's guess holds.
    """

    exercise = models.OneToOneField(
        Exercise, on_delete=models.CASCADE, primary_key=True, related_name="figures"
    )
    learners_tried = models.PositiveIntegerField(help_text="Who sent it in whole.")
    learners_passed = models.PositiveIntegerField()
    passed_first_share = models.FloatField(
        null=True, help_text="Of those who tried, who passed with what they sent first."
    )
    tries_median = models.FloatField(null=True, help_text="Of those who passed.")
    level = models.PositiveSmallIntegerField(null=True)
    minutes = models.PositiveSmallIntegerField(
        null=True, help_text="Median time of work up to the pass."
    )
    learners_timed = models.PositiveIntegerField(
        default=0, help_text="Who passed, with a known time."
    )
    computed_at = models.DateTimeField()

    class Meta:
        ordering = ("exercise",)
        verbose_name_plural = "exercise figures"
        constraints = (
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__range=(1, 4)),
                name="figures_level_from_1_to_4",
            ),
            models.CheckConstraint(
                condition=Q(learners_passed__lte=models.F("learners_tried")),
                name="figures_passed_have_tried",
            ),
        )

    def __str__(self) -> str:
        return f"figures of {self.exercise_id}"
