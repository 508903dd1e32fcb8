"""The reading pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from courses.models import Lesson, Part
from courses.part_pages import part_page
from courses.question_texts import pool_texts
from courses.selectors import course_page, lesson_page
from grader.learners import learner_get


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
    return render(request, "courses/lesson.html", {"lesson": page})


@require_safe
def part(request: HttpRequest, lesson_id: str, number: int) -> HttpResponse:
    """Show a part's text, skill check and notes."""
    try:
        page = part_page(lesson_id, number, learner_get(request))
    except Part.DoesNotExist:
        raise Http404("There is no such part, or it cannot be read yet.") from None
    return render(request, "courses/part.html", {"part": page})


@require_safe
@cache_control(no_cache=True)
@conditional_page
def questions(request: HttpRequest, lesson_id: str, number: int) -> HttpResponse:
    """Show every variant of a part's questions, for a script to choose from."""
    slots = pool_texts(lesson_id, number)
    if not slots:
        raise Http404("There are no questions.")
    return render(request, "courses/pool.html", {"slots": slots})
