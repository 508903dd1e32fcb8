"""What search looks through, in the operators' site."""

from django.contrib import admin

from courses.models import SearchEntry
from exercises.admin import ReadOnlyAdmin


@admin.register(SearchEntry)
class SearchEntryAdmin(ReadOnlyAdmin):
    """What can be found, and where it leads."""

    list_display = ("title", "kind", "place", "url", "is_retired", "updated_at")
    list_filter = ("is_retired", "kind")
    search_fields = ("id", "title", "names", "body")
    exclude = ("names_vector", "vector")
