"""What learners add to lessons, in the operators' site."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest

from courses.models import Answer, Note, SectionRead
from grader.admin import LearnersRowAdmin


@admin.register(Note)
class NoteAdmin(LearnersRowAdmin):
    """Notes are private: operators see how long they are, not what they say."""

    list_display = ("learner", "part", "characters", "revision", "is_joined", "updated_at")
    list_filter = ("is_joined", "updated_at", "part")
    search_fields = ("learner__id", "learner__user__email", "part__id")
    list_select_related = ("learner", "part")
    exclude = ("text",)
    readonly_fields = ("characters",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Note]:
        rows: QuerySet[Note] = super().get_queryset(request)
        return rows.annotate(text_length=Length("text")).defer("text")

    @admin.display(description="characters", ordering="text_length")
    def characters(self, note: Any) -> int:
        return int(note.text_length)


@admin.register(SectionRead)
class SectionReadAdmin(LearnersRowAdmin):
    """Who read what, when."""

    list_display = ("learner", "section", "read_at")
    list_filter = ("read_at", "section__part")
    search_fields = ("learner__id", "learner__user__email", "section__id", "section__title")
    list_select_related = ("learner", "section")
    date_hierarchy = "read_at"


@admin.register(Answer)
class AnswerAdmin(LearnersRowAdmin):
    """Answers to skill checks."""

    list_display = (
        "question",
        "learner",
        "instance",
        "choice",
        "is_correct",
        "question_revision",
        "answered_at",
    )
    list_filter = ("is_correct", "answered_at", "question__part", "question")
    search_fields = ("event_id", "learner__id", "learner__user__email", "question__id")
    list_select_related = ("learner", "question")
    date_hierarchy = "answered_at"
