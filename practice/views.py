"""The practice page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from grader.learners import learner_get
from practice.queue import queue_get


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show what to do next, why, and what is known."""
    found = queue_get(learner_get(request))
    context = {
        "choice": found.choice,
        "done_because": found.done_because,
        "then": found.then,
        "concepts": found.concepts,
        "history": found.history,
    }
    return render(request, "practice/queue.html", context)
