"""Lessons in the operators' site; what learners add to them, and search, stand beside.

Lessons are read-only here: the repository is their master, `manage.py load_content` writes them.
"""

import json
from typing import Any

from django.contrib import admin
from django.db.models import Avg, Count, IntegerField, Q, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

import courses.learner_admin
import courses.search_admin  # noqa: F401
from courses.models import (
    CellRun,
    Concept,
    ContentLoad,
    Course,
    Drawing,
    Lesson,
    Notebook,
    NotebookCell,
    Part,
    Question,
    Section,
)
from exercises.admin import ReadOnlyAdmin
from grader.admin import LearnersRowAdmin


def rows_link(model: str, query: str, label: object) -> SafeString:
    """Return a link to a filtered list of another table of this app."""
    address = reverse(f"admin:courses_{model}_changelist")
    return format_html('<a href="{}?{}">{}</a>', address, query, label)


class PartInline(admin.TabularInline[Part, Lesson]):
    """A lesson's parts."""

    model = Part
    fields = ("number", "title", "minutes", "heading_count", "is_available", "is_retired")
    show_change_link = True
    can_delete = False
    max_num = 0


@admin.register(Course)
class CourseAdmin(ReadOnlyAdmin):
    """The course."""

    list_display = ("id", "title", "is_retired", "updated_at")
    list_filter = ("is_retired",)


@admin.register(Lesson)
class LessonAdmin(ReadOnlyAdmin):
    """Lessons and their parts."""

    list_display = ("id", "title", "position", "part_count", "is_retired", "updated_at")
    list_filter = ("is_retired", "course")
    search_fields = ("id", "title", "summary")
    inlines = (PartInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Lesson]:
        rows: QuerySet[Lesson] = super().get_queryset(request)
        return rows.annotate(
            parts_total=Count("parts", filter=Q(parts__is_retired=False), distinct=True)
        )

    @admin.display(description="parts", ordering="parts_total")
    def part_count(self, lesson: Any) -> SafeString:
        return rows_link("part", f"lesson__id__exact={lesson.pk}", lesson.parts_total)


@admin.register(Drawing)
class DrawingAdmin(ReadOnlyAdmin):
    """Figures as they were drawn."""

    list_display = ("key",)
    search_fields = ("key",)


@admin.register(Concept)
class ConceptAdmin(ReadOnlyAdmin):
    """Concepts, and where each is explained."""

    list_display = ("id", "title", "lesson", "position", "section", "is_retired")
    list_filter = ("is_retired", "lesson", ("section", admin.EmptyFieldListFilter))
    search_fields = ("id", "title")
    list_select_related = ("lesson", "section")


@admin.register(Part)
class PartAdmin(ReadOnlyAdmin):
    """Parts, with how much they are used."""

    list_display = (
        "id",
        "title",
        "minutes",
        "heading_count",
        "is_available",
        "is_retired",
        "section_count",
        "question_count",
        "note_count",
    )
    list_filter = ("is_available", "is_retired", "lesson")
    search_fields = ("id", "title")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Part]:
        rows: QuerySet[Part] = super().get_queryset(request)
        live = Q(sections__is_retired=False)
        return rows.annotate(
            sections_total=Count("sections", filter=live, distinct=True),
            questions_total=Count(
                "questions", filter=Q(questions__is_retired=False), distinct=True
            ),
            notes_total=Count("notes", distinct=True),
        )

    @admin.display(description="sections", ordering="sections_total")
    def section_count(self, part: Any) -> SafeString:
        return rows_link("section", f"part__id__exact={part.pk}", part.sections_total)

    @admin.display(description="questions", ordering="questions_total")
    def question_count(self, part: Any) -> SafeString:
        return rows_link("question", f"part__id__exact={part.pk}", part.questions_total)

    @admin.display(description="notes", ordering="notes_total")
    def note_count(self, part: Any) -> int:
        return int(part.notes_total)


@admin.register(Section)
class SectionAdmin(ReadOnlyAdmin):
    """Sections, with how many learners read them."""

    list_display = ("id", "number", "title", "part", "words", "read_count", "is_retired")
    list_display_links = ("id", "title")
    list_filter = ("is_retired", "part")
    search_fields = ("id", "title", "concepts", "exercises", "html")
    list_select_related = ("part",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Section]:
        rows: QuerySet[Section] = super().get_queryset(request)
        return rows.annotate(reads_total=Count("reads"))

    @admin.display(description="read by", ordering="reads_total")
    def read_count(self, section: Any) -> int:
        return int(section.reads_total)


@admin.register(Question)
class QuestionAdmin(ReadOnlyAdmin):
    """Questions, with how often they are answered correctly."""

    list_display = (
        "id",
        "part",
        "slot",
        "kind",
        "instance_count",
        "revision",
        "answer_count",
        "correct_share",
        "is_retired",
    )
    list_filter = ("is_retired", "slot", "kind", "part")
    search_fields = ("id", "instances", "concepts")
    list_select_related = ("part",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        rows: QuerySet[Question] = super().get_queryset(request)
        return rows.annotate(
            answers_total=Count("answers"),
            correct_mean=Avg(Cast("answers__is_correct", IntegerField())),
        )

    @admin.display(description="instances")
    def instance_count(self, question: Question) -> int:
        return len(question.instances)

    @admin.display(description="answers", ordering="answers_total")
    def answer_count(self, question: Any) -> SafeString:
        return rows_link("answer", f"question__id__exact={question.pk}", question.answers_total)

    @admin.display(description="correct", ordering="correct_mean")
    def correct_share(self, question: Any) -> str:
        return "–" if question.correct_mean is None else f"{question.correct_mean:.0%}"


@admin.register(Notebook)
class NotebookAdmin(ReadOnlyAdmin):
    """Theory notebooks."""

    list_display = ("id", "title", "is_retired", "updated_at")
    list_filter = ("is_retired",)
    exclude = ("ipynb",)


@admin.register(NotebookCell)
class NotebookCellAdmin(ReadOnlyAdmin):
    """Demos, and how long each ran when it was published."""

    list_display = ("id", "number", "title", "time_s", "is_retired", "updated_at")
    list_filter = ("is_retired", "notebook")
    search_fields = ("id", "title", "code")
    exclude = ("drawings", "figures")


@admin.register(CellRun)
class CellRunAdmin(LearnersRowAdmin):
    """Readers' runs of the last day."""

    list_display = ("cell", "learner", "state", "verdict", "time_s", "worker", "created_at")
    list_filter = ("state", "verdict", "created_at", "cell")
    search_fields = ("id", "learner__id", "learner__user__email", "cell__id")
    list_select_related = ("cell", "learner")
    exclude = ("figures",)


@admin.register(ContentLoad)
class ContentLoadAdmin(ReadOnlyAdmin):
    """What was loaded when."""

    list_display = ("loaded_at", "touched", "short_fingerprint")
    date_hierarchy = "loaded_at"
    readonly_fields = ("shown_changes",)
    exclude = ("changes",)

    @admin.display(description="changed rows")
    def touched(self, load: ContentLoad) -> int:
        kinds = load.changes.values()
        return sum(sum(each.values()) - each.get("unchanged", 0) for each in kinds)

    @admin.display(description="fingerprint")
    def short_fingerprint(self, load: ContentLoad) -> str:
        return load.fingerprint[:12]

    @admin.display(description="changes")
    def shown_changes(self, load: ContentLoad) -> SafeString:
        return format_html("<pre>{}</pre>", json.dumps(load.changes, indent=2))
