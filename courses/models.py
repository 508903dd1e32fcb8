"""Lessons and skill checks as loaded from the repository, and what learners add to them.

Rows that the loader owns are never deleted: what is gone from the repository is retired, so
that learners' rows keep what they refer to.
"""

from django.db import models
from django.db.models import Q

from courses.learner_models import NOTE_LIMIT_CHARACTERS, Answer, Note, SectionRead
from courses.links import concept_url, lesson_url, part_url, section_url
from courses.loaded import Content
from courses.notebook_models import CellRun, Notebook, NotebookCell
from courses.search_models import SearchEntry

__all__ = [
    "NOTE_LIMIT_CHARACTERS",
    "Answer",
    "CellRun",
    "Concept",
    "Content",
    "ContentLoad",
    "Course",
    "Drawing",
    "Lesson",
    "Note",
    "Notebook",
    "NotebookCell",
    "Part",
    "Question",
    "SearchEntry",
    "Section",
    "SectionRead",
]


class Course(Content):
    """The course: a list of lessons."""

    id = models.SlugField(primary_key=True, max_length=80)
    title = models.CharField(max_length=200)
    summary = models.TextField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.title


class Lesson(Content):
    """A lesson, split into parts."""

    id = models.SlugField(primary_key=True, max_length=80)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="lessons")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    summary = models.TextField()
    useful_formula_html = models.TextField(blank=True)
    implementation_formula_html = models.TextField(blank=True)
    concept_map = models.JSONField(default=dict, help_text="Places of its concepts and edges.")

    class Meta:
        ordering = ("course", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["course", "position"],
                condition=Q(is_retired=False),
                name="lesson_position_unique",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return lesson_url(self.id)


class Concept(Content):
    """A named idea that a lesson teaches and practice tracks."""

    id = models.SlugField(primary_key=True, max_length=80)
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="concepts")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    section = models.ForeignKey(
        "Section",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The section that is its home; without one it has an entry.",
    )
    summary_html = models.TextField(blank=True, help_text="One sentence.")
    html = models.TextField(blank=True, help_text="Its entry, where no section is its home.")
    prerequisites = models.JSONField(default=list)
    encompasses = models.JSONField(default=list, help_text="Pairs of a concept and a weight.")

    class Meta:
        ordering = ("lesson", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["lesson", "position"],
                condition=Q(is_retired=False),
                name="concept_position_unique",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return concept_url(self.lesson_id, self.id)


class Part(Content):
    """One reading page of a lesson, closed by a skill check."""

    id = models.CharField(primary_key=True, max_length=100)
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="parts")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    minutes = models.PositiveSmallIntegerField(help_text="Reading time, estimated from the text.")
    heading_count = models.PositiveSmallIntegerField()
    is_available = models.BooleanField()

    class Meta:
        ordering = ("lesson", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["lesson", "number"],
                condition=Q(is_retired=False),
                name="part_number_unique",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="part_number_from_1"),
        )

    def __str__(self) -> str:
        return f"{self.lesson_id}, part {self.number}: {self.title}"

    def get_absolute_url(self) -> str:
        return part_url(self.lesson_id, self.number)


class Section(Content):
    """A section of a part, with its text as HTML."""

    id = models.CharField(primary_key=True, max_length=100)
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="sections")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    heading_number = models.CharField(max_length=20, help_text="The heading it stands under.")
    heading_title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    html = models.TextField()
    words = models.PositiveIntegerField()
    concepts = models.JSONField(default=list)
    exercises = models.JSONField(default=list)

    class Meta:
        ordering = ("part", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["part", "position"],
                condition=Q(is_retired=False),
                name="section_position_unique",
            ),
            models.UniqueConstraint(
                fields=["part", "number"],
                condition=Q(is_retired=False),
                name="section_number_unique",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return section_url(self.part.lesson_id, self.part.number, self.id)


class Question(Content):
    """A variant of one of the four questions of a part's skill check."""

    class Slot(models.TextChoices):
        """What it asks."""

        BELONGS = "belongs", "where it belongs"
        COVERS = "covers", "what covers it"
        TERM = "term", "the central term"
        USE = "use", "put to use"

    class Kind(models.TextChoices):
        """How it is answered."""

        SINGLE = "single", "one option"
        MULTIPLE = "multiple", "any number of options"
        NUMERIC = "numeric", "a number"
        EXPRESSION = "expression", "an expression"
        ORDERING = "ordering", "an order of steps"

    id = models.CharField(primary_key=True, max_length=100)
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="questions")
    position = models.PositiveSmallIntegerField(help_text="Among all variants of its part.")
    slot = models.CharField(max_length=10, choices=Slot)
    kind = models.CharField(max_length=10, choices=Kind)
    revision = models.PositiveIntegerField(default=1, help_text="Counts changes of its source.")
    source_hash = models.CharField(max_length=64)
    options = models.JSONField(
        default=list,
        blank=True,
        help_text="id, html, is_correct, explanation_html; steps stand in their right order.",
    )
    instances = models.JSONField(
        help_text="prompt_html, explanation_html, answer, wrong; one unless it is generated."
    )
    relative_tolerance = models.FloatField(null=True, blank=True)
    symbols = models.JSONField(default=list, blank=True, help_text="What an expression may hold.")
    real = models.JSONField(default=list, blank=True, help_text="Symbols not only positive.")
    concepts = models.JSONField(default=list)

    class Meta:
        ordering = ("part", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["part", "position"],
                condition=Q(is_retired=False),
                name="question_position_unique",
            ),
            models.CheckConstraint(
                condition=Q(slot__in=["belongs", "covers", "term", "use"]),
                name="question_slot_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["single", "multiple", "numeric", "expression", "ordering"]),
                name="question_kind_known",
            ),
            models.CheckConstraint(
                condition=~Q(kind="numeric") | Q(relative_tolerance__gt=0),
                name="question_numeric_has_a_tolerance",
            ),
            models.CheckConstraint(condition=~Q(instances=[]), name="question_has_an_instance"),
        )

    def __str__(self) -> str:
        return self.id


class ContentLoad(models.Model):
    """One run of `load_content` that changed or confirmed the content."""

    fingerprint = models.CharField(max_length=64, help_text="Hash of all sources and the renderer.")
    loaded_at = models.DateTimeField(auto_now_add=True)
    changes = models.JSONField(help_text="Created, updated, unchanged and retired rows by kind.")

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"load {self.pk}"


class Drawing(models.Model):
    """A figure of a lesson as its program drew it, kept so that it is drawn once."""

    key = models.CharField(
        primary_key=True, max_length=64, help_text="Hash of its program and of what draws it."
    )
    svg = models.TextField()
    axes = models.JSONField(default=list, help_text="Where its axes lie, and what they span.")

    def __str__(self) -> str:
        return self.key
