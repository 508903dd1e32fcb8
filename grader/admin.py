"""Learners, submissions and gradings in the operators' site."""

from collections import Counter
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from grader import account_admin
from grader.erasing import learners_erase
from grader.models import (
    CheckResult,
    Draft,
    Grading,
    GradingEvent,
    Learner,
    LearnerToken,
    Submission,
    Worker,
)
from grader.presence import workers_up
from grader.ringing import grading_ring
from grader.submitting import grading_create

account_admin.register()


class LearnersRowAdmin(admin.ModelAdmin[Any]):
    """Rows that learners made: operators look, and delete on a learner's request."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class GuestFilter(admin.SimpleListFilter):
    """Guests, or owners of accounts."""

    title = "kind"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("guest", "guests"), ("account", "accounts")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Learner]) -> QuerySet[Learner]:
        if self.value() is None:
            return queryset
        return queryset.filter(user__isnull=self.value() == "guest")


@admin.register(Learner)
class LearnerAdmin(LearnersRowAdmin):
    """Who learns here; deleting one, on request, erases all that they did, and their account."""

    list_display = ("id", "user", "submission_count", "created_at", "last_seen_at")
    list_filter = (GuestFilter, "created_at", "last_seen_at")
    list_select_related = ("user",)
    search_fields = ("id", "user__username", "user__email")
    date_hierarchy = "created_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Learner]:
        rows: QuerySet[Learner] = super().get_queryset(request)
        return rows.annotate(submissions_total=Count("submissions"))

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """List an account with all that hangs on it, a guest likewise."""
        told: list[str] = []
        counts: Counter[str] = Counter()
        lacking: set[str] = set()
        protected: list[str] = []
        guests = [learner for learner in objs if learner.user is None]
        accounts = [learner.user for learner in objs if learner.user is not None]
        for rows in (guests, accounts):
            found = super().get_deleted_objects(rows, request)
            told += found[0]
            counts.update(found[1])
            lacking |= found[2]
            protected += found[3]
        return told, dict(counts), lacking, protected

    def delete_model(self, request: HttpRequest, obj: Learner) -> None:
        learners_erase([obj.pk])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Learner]) -> None:
        learners_erase(list(queryset.values_list("pk", flat=True)))

    @admin.display(description="submissions", ordering="submissions_total")
    def submission_count(self, learner: Any) -> SafeString:
        return _list_link("submission", f"learner={learner.pk}", learner.submissions_total)


@admin.register(LearnerToken)
class LearnerTokenAdmin(LearnersRowAdmin):
    """Guests' bearer tokens; deleting one revokes it."""

    list_display = ("digest_start", "learner", "created_at")
    list_filter = ("created_at",)
    list_select_related = ("learner",)
    search_fields = ("learner__id", "digest")

    @admin.display(description="digest")
    def digest_start(self, token: LearnerToken) -> str:
        return f"{token.digest[:12]}…"


@admin.register(Draft)
class DraftAdmin(LearnersRowAdmin):
    """Drafts of code, one of a learner for an exercise."""

    list_display = ("exercise", "learner", "revision", "updated_at")
    list_filter = ("updated_at", "exercise")
    list_select_related = ("exercise", "learner")
    search_fields = ("learner__id", "exercise__slug")


class GradingInline(admin.TabularInline[Grading, Submission]):
    """A submission's gradings."""

    model = Grading
    fields = ("number", "state", "verdict", "points", "max_points", "queued_at", "finished_at")
    readonly_fields = fields
    show_change_link = True
    can_delete = False
    max_num = 0


@admin.register(Submission)
class SubmissionAdmin(LearnersRowAdmin):
    """Submissions, as they came in."""

    list_display = ("id", "exercise", "learner", "scope", "device", "grading_count", "created_at")
    list_filter = ("scope", "device", "created_at", "revision__exercise")
    list_select_related = ("revision__exercise", "learner")
    search_fields = ("id", "learner__id", "learner__user__email", "revision__exercise__slug")
    date_hierarchy = "created_at"
    inlines = (GradingInline,)
    actions = ("grade_again",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Submission]:
        rows: QuerySet[Submission] = super().get_queryset(request)
        return rows.annotate(latest_number=Max("gradings__number"))

    @admin.display(description="exercise", ordering="revision__exercise__slug")
    def exercise(self, submission: Submission) -> str:
        return submission.revision.exercise.slug

    @admin.display(description="gradings", ordering="latest_number")
    def grading_count(self, submission: Any) -> SafeString:
        return _list_link("grading", f"submission={submission.pk}", submission.latest_number)

    @admin.action(description="Grade again (adds a grading; the old ones stay)")
    def grade_again(self, request: HttpRequest, queryset: QuerySet[Submission]) -> None:
        waiting = 0
        for submission in queryset:
            before = submission.gradings.count()
            waiting += grading_create(submission).number <= before
        queued = queryset.count() - waiting
        self.message_user(request, f"{queued} queued, {waiting} not graded yet and left alone.")


class CheckResultInline(admin.TabularInline[CheckResult, Grading]):
    """A grading's checks."""

    model = CheckResult
    fields = ("position", "check_id", "verdict", "points", "max_points", "mistake", "message")
    readonly_fields = fields
    can_delete = False
    max_num = 0


@admin.register(Grading)
class GradingAdmin(LearnersRowAdmin):
    """The queue, what runs, and what came of it."""

    list_display = (
        "id",
        "exercise",
        "state",
        "verdict",
        "shown_points",
        "queue",
        "worker",
        "fencing_token",
        "internal_failures",
        "rings",
        "queued_at",
        "wait_s",
        "time_s",
    )
    list_filter = ("state", "verdict", "queue", "internal_failures", "queued_at", "worker")
    list_select_related = ("submission__revision__exercise",)
    search_fields = ("submission__id", "submission__learner__id", "worker", "internal_error")
    date_hierarchy = "queued_at"
    inlines = (CheckResultInline,)
    actions = ("ring_again",)

    @admin.display(description="exercise", ordering="submission__revision__exercise__slug")
    def exercise(self, grading: Grading) -> str:
        return grading.submission.revision.exercise.slug

    @admin.display(description="points", ordering="points")
    def shown_points(self, grading: Grading) -> str:
        return "–" if grading.points is None else f"{grading.points}/{grading.max_points}"

    @admin.display(description="waited (s)")
    def wait_s(self, grading: Grading) -> str:
        if grading.started_at is None:
            return "–"
        return f"{(grading.started_at - grading.queued_at).total_seconds():.1f}"

    @admin.action(description="Ring again (sends the id to its queue once more)")
    def ring_again(self, request: HttpRequest, queryset: QuerySet[Grading]) -> None:
        unfinished = list(queryset.filter(state__in=Grading.OPEN_STATES))
        rung = sum(grading_ring(grading.pk, grading.queue) for grading in unfinished)
        if rung < len(unfinished):
            self.message_user(request, "The broker does not answer.", messages.ERROR)
        self.message_user(request, f"{rung} rung.")


@admin.register(CheckResult)
class CheckResultAdmin(LearnersRowAdmin):
    """Results of checks, to see which checks and mistakes are met how often."""

    list_display = ("check_id", "exercise", "verdict", "points", "max_points", "mistake", "hidden")
    list_filter = ("verdict", "hidden", "grading__submission__revision__exercise", "mistake")
    list_select_related = ("grading__submission__revision__exercise",)
    search_fields = ("check_id", "title", "mistake", "message", "grading__submission__id")

    @admin.display(description="exercise", ordering="grading__submission__revision__exercise__slug")
    def exercise(self, result: CheckResult) -> str:
        return result.grading.submission.revision.exercise.slug


@admin.register(GradingEvent)
class GradingEventAdmin(LearnersRowAdmin):
    """The steps that live streams show."""

    list_display = ("id", "kind", "submission", "grading", "created_at")
    list_filter = ("kind", "created_at")
    list_select_related = ("submission", "grading")
    search_fields = ("submission__id",)
    date_hierarchy = "created_at"


@admin.register(Worker)
class WorkerAdmin(LearnersRowAdmin):
    """The workers that grade: which are up, and which fell silent."""

    list_display = ("name", "is_up", "queue_names", "host", "sandbox", "started_at", "seen_at")
    search_fields = ("name", "host")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Worker]:
        rows: QuerySet[Worker] = super().get_queryset(request)
        return rows.annotate(is_seen=Exists(workers_up().filter(pk=OuterRef("pk"))))

    @admin.display(description="up", boolean=True, ordering="is_seen")
    def is_up(self, worker: Any) -> bool:
        up: bool = worker.is_seen
        return up

    @admin.display(description="queues")
    def queue_names(self, worker: Worker) -> str:
        return ", ".join(worker.queues)


def _list_link(model: str, query: str, label: object) -> SafeString:
    address = reverse(f"admin:grader_{model}_changelist")
    return format_html('<a href="{}?{}">{}</a>', address, query, label)
