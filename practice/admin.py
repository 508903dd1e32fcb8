"""The operator's view of the attempt log."""

from django.contrib import admin
from django.http import HttpRequest

from practice.models import AttemptEvent, FoldSnapshot, PooledFit, PracticeSettings


@admin.register(AttemptEvent)
class AttemptEventAdmin(admin.ModelAdmin[AttemptEvent]):
    """Events can be read and searched; nobody edits what a learner did."""

    list_display = ("srv_seq", "kind", "item_id", "learner", "device_id", "seq", "received_at")
    list_filter = ("kind",)
    search_fields = ("id", "item_id", "learner__user__email", "learner__id", "device_id")
    list_select_related = ("learner__user",)
    ordering = ("-srv_seq",)
    show_full_result_count = False

    @admin.display(description="received", ordering="t_recv_ms")
    def received_at(self, event: AttemptEvent) -> str:
        """Return the time of arrival for reading."""
        from datetime import UTC, datetime

        return f"{datetime.fromtimestamp(event.t_recv_ms / 1000, UTC):%Y-%m-%d %H:%M:%S} UTC"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Events come from learners only."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: AttemptEvent | None = None) -> bool:
        """Events are immutable."""
        return False


@admin.register(FoldSnapshot)
class FoldSnapshotAdmin(admin.ModelAdmin[FoldSnapshot]):
    """Snapshots can be thrown away: the next fold makes them anew."""

    list_display = ("learner", "srv_seq", "revision")
    search_fields = ("learner__user__email", "learner__id")
    list_select_related = ("learner__user",)
    exclude = ("state",)
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The fold makes them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: FoldSnapshot | None = None) -> bool:
        """They say what the log says."""
        return False


@admin.register(PracticeSettings)
class PracticeSettingsAdmin(admin.ModelAdmin[PracticeSettings]):
    """What learners set is theirs; it can be read."""

    list_display = ("learner", "exam_date", "minutes_a_day")
    search_fields = ("learner__user__email", "learner__id")
    list_select_related = ("learner__user",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Learners set it."""
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: PracticeSettings | None = None
    ) -> bool:
        """Learners set it."""
        return False


@admin.register(PooledFit)
class PooledFitAdmin(admin.ModelAdmin[PooledFit]):
    """The monthly fits; deleting one goes back to the one before, or to the code's own numbers."""

    list_display = ("created_at", "is_used", "log_loss_before", "log_loss_after", "learners_fitted")
    list_filter = ("is_used",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A task makes them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: PooledFit | None = None) -> bool:
        """They say what was found."""
        return False
