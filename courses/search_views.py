"""The page that searches, and the same as a list for the box that `/` opens."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from courses.search import search as entries_find
from courses.search_words import QUERY_LIMIT_CHARACTERS

BOX_LIMIT = 8
KEPT_S = 60


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found."""
    found = entries_find(request.GET.get("q", ""), request.GET.get("kind", ""))
    context = {"search": found, "query_limit": QUERY_LIMIT_CHARACTERS}
    return render(request, "courses/search.html", context)


@require_safe
def search_results(request: HttpRequest) -> HttpResponse:
    """Show the best of what was found."""
    found = entries_find(request.GET.get("q", ""), limit=BOX_LIMIT)
    context = {"search": found, "query_limit": QUERY_LIMIT_CHARACTERS}
    response = render(request, "courses/search_box.html", context)
    patch_cache_control(response, private=True, max_age=KEPT_S)
    return response
