"""The reading pages."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from courses.concept_pages import concept_entries, concept_maps
from courses.concept_pages import concept_preview as entry_preview
from courses.kept_texts import texts_fill
from courses.models import Concept, Lesson, Part
from courses.part_pages import part_page
from courses.question_texts import pool_texts
from courses.selectors import course_page, lesson_page
from grader.learners import learner_get

PREVIEW_KEPT_S = 3600


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the course."""
    return render(request, "courses/home.html", {"course": course_page(learner_get(request))})


@require_safe
def lesson(request: HttpRequest, lesson_id: str) -> HttpResponse:
    """Show a lesson's overview."""
    try:
        page = lesson_page(lesson_id, learner_get(request))
    except Lesson.DoesNotExist:
        raise Http404("There is no such lesson.") from None
    found = next(iter(concept_maps(learner_get(request), lesson_id)), None)
    return render(request, "courses/lesson.html", {"lesson": page, "map": found})


@require_safe
def concepts(request: HttpRequest, lesson_id: str) -> HttpResponse:
    """Show what each concept of a lesson is, and where it is treated."""
    found = get_object_or_404(Lesson, pk=lesson_id, is_retired=False)
    entries = concept_entries(learner_get(request), lesson_id)
    return render(request, "courses/concepts.html", {"lesson": found, "entries": entries})


@require_safe
def concept_map(request: HttpRequest) -> HttpResponse:
    """Show the maps of all lessons, and the same as a list."""
    learner = learner_get(request)
    context = {"maps": concept_maps(learner), "entries": concept_entries(learner)}
    return render(request, "courses/map.html", context)


@require_safe
def concept_preview(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one concept in a few words, for what hovers over a link to it."""
    try:
        entry = entry_preview(slug)
    except Concept.DoesNotExist:
        raise Http404("There is no such concept.") from None
    response = render(request, "courses/concept_preview.html", {"entry": entry})
    patch_cache_control(response, private=True, max_age=PREVIEW_KEPT_S)
    return response


@require_safe
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
def part(request: HttpRequest, lesson_id: str, number: int) -> HttpResponse:
    """Show a part's text, skill check and notes."""
    try:
        page = part_page(lesson_id, number, learner_get(request))
    except Part.DoesNotExist:
        raise Http404("There is no such part, or it cannot be read yet.") from None
    response = render(request, "courses/part.html", {"part": page})
    response.content = texts_fill(response.content, page)
    return response


@require_safe
@cache_control(no_cache=True)
@conditional_page
def questions(request: HttpRequest, lesson_id: str, number: int) -> HttpResponse:
    """Show every variant of a part's questions, for a script to choose from."""
    slots = pool_texts(lesson_id, number)
    if not slots:
        raise Http404("There are no questions.")
    return render(request, "courses/pool.html", {"slots": slots})
