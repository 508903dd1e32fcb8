"""The practice pages."""

import json
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from grader.learners import LearnerGoneError, learner_get, learner_get_or_create
from practice.calibration import calibration_of
from practice.cards import card_make, horizon_words
from practice.forms import SettingsForm, form_settings
from practice.history import history_concepts, history_get, history_page, history_recent
from practice.models import AttemptEvent
from practice.plans import plan_out
from practice.queue import concept_states, queue_get
from practice.settings import settings_get, settings_save
from practice.texts import question_html, review_html

WEAKEST_COUNT = 8
SESSIONS_MIN = (5, 15, 30)
LONGEST_SESSION_MIN = 600.0
# As Django's own json_script does: no character that could end the element.
SCRIPT_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@require_safe
@ensure_csrf_cookie
def queue(request: HttpRequest) -> HttpResponse:
    """Show what to do next, why, and what is known."""
    return _queue_page(request)


@require_POST
def settings_post(request: HttpRequest) -> HttpResponse:
    """Store the settings as the form has them; without scripts this is how they change."""
    form = SettingsForm(request.POST, stored=settings_get(learner_get(request)))
    if not form.is_valid():
        return _queue_page(request, form=form, status=422)
    try:
        settings_save(learner_get_or_create(request), form_settings(form))
    except LearnerGoneError:
        form.add_error(None, "You signed in meanwhile. Save this again for your account.")
        return _queue_page(request, form=form, status=409)
    return redirect("practice:queue")


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Show past answers, newest first."""
    learner = learner_get(request)
    concept, shown = request.GET.get("concept", ""), request.GET.get("show", "")
    outcome = shown if shown in ("right", "wrong") else ""
    found = history_page(
        learner,
        number=request.GET.get("page"),
        concept=concept,
        outcome=outcome,  # type: ignore[arg-type]
    )
    context = {
        "page": found.page,
        "lines": found.lines,
        "concepts": history_concepts(learner),
        "concept": concept,
        "outcome": outcome,
    }
    return render(request, "practice/history.html", context)


@require_safe
def review(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """Show one past answer with the question and its explanation."""
    try:
        line = history_get(learner_get(request), event_id)
    except AttemptEvent.DoesNotExist:
        raise Http404("There is no such answer of yours.") from None
    context = {"line": line, "text": review_html(line.event) if line.is_question else None}
    return render(request, "practice/review.html", context)


def _queue_page(
    request: HttpRequest, *, form: SettingsForm | None = None, status: int = 200
) -> HttpResponse:
    learner = learner_get(request)
    minutes = _minutes_read(request.GET.get("minutes", ""))
    found = queue_get(learner, minutes=minutes)
    choice = found.choice
    states = concept_states(found.state, found.moment, found.parameters)
    met = sorted((each for each in states if each.is_met), key=lambda state: state.weakest)
    context = {
        "queue": found,
        "card": card_make(choice, found) if choice else None,
        "question": question_html(learner, choice.item.id) if choice else None,
        "horizon": horizon_words(found),
        "plan_json": _script_json(plan_out(found)),
        "minutes": minutes,
        "sessions": SESSIONS_MIN,
        "form": form or SettingsForm.of(found.settings),
        "met": met,
        "weakest": met[:WEAKEST_COUNT],
        "stronger": met[WEAKEST_COUNT:],
        "unmet": [state for state in states if not state.is_met],
        "calibration": calibration_of(found.state.honesty),
        "recent": history_recent(learner),
    }
    return render(request, "practice/queue.html", context, status=status)


def _script_json(value: Any) -> SafeString:
    """Return JSON that cannot end the script element it stands in."""
    return mark_safe(json.dumps(value).translate(SCRIPT_ESCAPES))  # noqa: S308 (escaped)


def _minutes_read(text: str) -> float | None:
    """Return a session's minutes from an address; whatever is none counts as no limit."""
    try:
        minutes = float(text)
    except ValueError:
        return None
    return minutes if 0 < minutes <= LONGEST_SESSION_MIN else None
