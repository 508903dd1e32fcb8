"""What search looks through: a row for each thing that can be found."""

from functools import reduce
from operator import add

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.expressions import Expression

from courses.loaded import Content

# A name weighs most, then what a sentence says of it, then the text.
NAMES = (("title", "A"), ("names", "A"))
TEXTS = (("summary", "B"), ("body", "C"), ("symbols", "D"))


def _vector(columns: tuple[tuple[str, str], ...]) -> Expression:
    """Return stems, for words in all their forms, and whole words, for the start of one."""
    vectors: list[Expression] = [
        SearchVector(column, weight=weight, config=config)
        for config in ("english", "simple")
        for column, weight in columns
    ]
    return reduce(add, vectors)


class SearchEntry(Content):
    """A thing that search finds, made by `load_content` of what readers can open."""

    class Kind(models.TextChoices):
        """What it is."""

        CONCEPT = "concept", "Concept"
        SECTION = "section", "Section"
        EXERCISE = "exercise", "Exercise"
        DEMO = "demo", "Demo"
        LESSON = "lesson", "Lesson"

    id = models.CharField(primary_key=True, max_length=220, help_text="Kind and id.")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=200)
    flat_title = models.CharField(max_length=200, help_text="Its letters and digits alone.")
    place = models.CharField(max_length=250, help_text="Where it stands, in words.")
    url = models.CharField(max_length=300)
    names = models.TextField(blank=True, help_text="Other ways to write its title.")
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    symbols = models.TextField(
        blank=True, help_text="Words of formulas and code: found, not shown."
    )
    names_vector = models.GeneratedField(
        expression=_vector(NAMES), output_field=SearchVectorField(), db_persist=True
    )
    vector = models.GeneratedField(
        expression=_vector((*NAMES, *TEXTS)), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "search entries"
        indexes = (GinIndex(fields=["vector"], name="search_entry_vector"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=["concept", "section", "exercise", "demo", "lesson"]),
                name="search_entry_kind_known",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.url
