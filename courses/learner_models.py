"""What learners add to lessons: notes, sections read, and answers to skill checks."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from grader.models import Learner, RevisedText

NOTE_LIMIT_CHARACTERS = 8000


class Note(RevisedText):
    """A learner's private text beside a part."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="notes")
    part = models.ForeignKey("courses.Part", on_delete=models.PROTECT, related_name="notes")

    class Meta:
        ordering = ("-updated_at",)
        constraints = (
            models.UniqueConstraint(fields=["learner", "part"], name="note_one_per_part"),
            models.CheckConstraint(
                condition=Q(is_joined=True)
                | Q(LessThanOrEqual(Length(F("text")), NOTE_LIMIT_CHARACTERS)),
                name="note_within_its_limit",
            ),
        )

    def __str__(self) -> str:
        return f"note on {self.part_id}"


class SectionRead(models.Model):
    """A learner read a section."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="section_reads")
    section = models.ForeignKey("courses.Section", on_delete=models.PROTECT, related_name="reads")
    read_at = models.DateTimeField()

    class Meta:
        ordering = ("-read_at",)
        constraints = (
            models.UniqueConstraint(fields=["learner", "section"], name="section_read_once"),
        )

    def __str__(self) -> str:
        return f"{self.section_id} read"


class Answer(models.Model):
    """One answer to a question; the latest one counts."""

    event_id = models.UUIDField(primary_key=True, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(
        "courses.Question", on_delete=models.PROTECT, related_name="answers"
    )
    question_revision = models.PositiveIntegerField()
    instance = models.PositiveSmallIntegerField(
        default=0, help_text="Which instance of a generated question it answers."
    )
    choice = models.JSONField(
        help_text="Option ids, a number, an expression, or the ids of steps in order."
    )
    is_correct = models.BooleanField()
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ("-answered_at",)
        indexes = (
            models.Index(fields=["learner", "question", "-answered_at"], name="answer_latest"),
        )

    def __str__(self) -> str:
        return f"answer to {self.question_id}"
