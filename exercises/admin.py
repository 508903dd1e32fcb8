"""Exercises in the operators' site: to read, since the repository is their master."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from exercises.models import Exercise, ExerciseFigures, ExerciseNotebook, ExerciseRevision

CHECK_COLUMNS = ("id", "title", "points", "shown", "concepts")


class ReadOnlyAdmin(admin.ModelAdmin[Any]):
    """Rows that operators look at and never change here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Exercise)
class ExerciseAdmin(ReadOnlyAdmin):
    """The catalogue; `manage.py load_content` writes it."""

    list_display = (
        "catalogue_number",
        "title",
        "lesson",
        "level",
        "expected_minutes",
        "shown_devices",
        "is_published",
        "current_number",
        "revision_count",
        "submission_count",
    )
    list_display_links = ("catalogue_number", "title")
    list_filter = ("is_published", "lesson", "level")
    search_fields = ("slug", "title", "catalogue_number", "concepts", "id")
    list_select_related = ("current_revision",)
    readonly_fields = ("revision_links",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Exercise]:
        rows: QuerySet[Exercise] = super().get_queryset(request)
        return rows.annotate(
            revisions_total=Count("revisions", distinct=True),
            submissions_total=Count("revisions__submissions", distinct=True),
        )

    @admin.display(description="devices")
    def shown_devices(self, exercise: Exercise) -> str:
        return ", ".join(exercise.devices)

    @admin.display(description="revision", ordering="current_revision__number")
    def current_number(self, exercise: Exercise) -> int | None:
        return exercise.current_revision.number if exercise.current_revision else None

    @admin.display(description="revisions", ordering="revisions_total")
    def revision_count(self, exercise: Any) -> SafeString:
        return format_html(
            '<a href="{}?exercise__id__exact={}">{}</a>',
            reverse("admin:exercises_exerciserevision_changelist"),
            exercise.pk,
            exercise.revisions_total,
        )

    @admin.display(description="submissions", ordering="submissions_total")
    def submission_count(self, exercise: Any) -> SafeString:
        return format_html(
            '<a href="{}?revision__exercise__id__exact={}">{}</a>',
            reverse("admin:grader_submission_changelist"),
            exercise.pk,
            exercise.submissions_total,
        )

    @admin.display(description="revisions")
    def revision_links(self, exercise: Exercise) -> SafeString:
        return format_html_join(
            ", ",
            '<a href="{}">{}</a>',
            (
                (reverse("admin:exercises_exerciserevision_change", args=[each.pk]), each.number)
                for each in exercise.revisions.all()
            ),
        )


@admin.register(ExerciseRevision)
class ExerciseRevisionAdmin(ReadOnlyAdmin):
    """What submissions were graded against."""

    list_display = (
        "exercise",
        "number",
        "is_current",
        "check_count",
        "max_points",
        "submission_count",
        "created_at",
        "short_hash",
    )
    list_display_links = ("exercise", "number")
    list_filter = ("created_at", "exercise")
    search_fields = (
        "exercise__slug",
        "exercise__title",
        "exercise__catalogue_number",
        "content_hash",
    )
    list_select_related = ("exercise",)
    date_hierarchy = "created_at"
    readonly_fields = ("exercise_link", "check_table")
    exclude = ("checks",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ExerciseRevision]:
        rows: QuerySet[ExerciseRevision] = super().get_queryset(request)
        return rows.annotate(submissions_total=Count("submissions"))

    @admin.display(description="current", boolean=True)
    def is_current(self, revision: ExerciseRevision) -> bool:
        return revision.exercise.current_revision_id == revision.pk

    @admin.display(description="checks")
    def check_count(self, revision: ExerciseRevision) -> str:
        hidden = sum(not check["public"] for check in revision.checks)
        return f"{len(revision.checks)} ({hidden} hidden)"

    @admin.display(description="submissions", ordering="submissions_total")
    def submission_count(self, revision: Any) -> int:
        return int(revision.submissions_total)

    @admin.display(description="content")
    def short_hash(self, revision: ExerciseRevision) -> str:
        return revision.content_hash[:12]

    @admin.display(description="exercise page")
    def exercise_link(self, revision: ExerciseRevision) -> SafeString:
        address = reverse("admin:exercises_exercise_change", args=[revision.exercise_id])
        return format_html('<a href="{}">{}</a>', address, revision.exercise)

    @admin.display(description="checks")
    def check_table(self, revision: ExerciseRevision) -> SafeString:
        rows = format_html_join(
            "",
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            (
                (
                    check["id"],
                    check["title"],
                    check["points"],
                    "public" if check["public"] else "hidden",
                    ", ".join(check["concepts"]),
                )
                for check in revision.checks
            ),
        )
        head = format_html_join("", "<th>{}</th>", ((each,) for each in CHECK_COLUMNS))
        return format_html("<table><tr>{}</tr>{}</table>", head, rows)


@admin.register(ExerciseFigures)
class ExerciseFiguresAdmin(ReadOnlyAdmin):
    """What learners' results say, beside the author's guesses."""

    list_display = (
        "exercise",
        "learners_tried",
        "learners_passed",
        "passed_first_share",
        "tries_median",
        "level",
        "guessed_level",
        "minutes",
        "guessed_minutes",
        "learners_timed",
        "computed_at",
    )
    search_fields = ("exercise__slug", "exercise__title", "exercise__catalogue_number")
    list_select_related = ("exercise",)

    @admin.display(description="guessed level")
    def guessed_level(self, figures: ExerciseFigures) -> int:
        return figures.exercise.level

    @admin.display(description="guessed minutes")
    def guessed_minutes(self, figures: ExerciseFigures) -> int:
        return figures.exercise.expected_minutes


@admin.register(ExerciseNotebook)
class ExerciseNotebookAdmin(ReadOnlyAdmin):
    """The notebooks that learners download."""

    list_display = ("exercise",)
    search_fields = ("exercise__slug", "exercise__title", "exercise__catalogue_number")
    list_select_related = ("exercise",)
