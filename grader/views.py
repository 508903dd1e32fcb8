"""Pages of exercises and submissions."""

from dataclasses import asdict
from uuid import UUID

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from exercises.models import Exercise, ExerciseNotebook
from exercises.selectors import exercise_get, notebook_get
from grader.catalogue import catalogue_get
from grader.drafts import draft_get
from grader.figures import figures_list
from grader.filters import Filters
from grader.learners import learner_get
from grader.models import Submission
from grader.pages import exercise_page
from grader.presence import devices_up
from grader.schemas import SubmissionDetail
from grader.selectors import (
    submission_detail,
    submission_get,
    submissions_list,
    submissions_out,
)


@require_safe
def exercises(request: HttpRequest) -> HttpResponse:
    """Show the catalogue, with what the address asks for."""
    catalogue = catalogue_get(learner_get(request), Filters.read(request.GET.dict()))
    return render(request, "grader/exercises.html", {"catalogue": catalogue})


@require_safe
@ensure_csrf_cookie
@vary_on_headers("Sec-Fetch-Dest")
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]
def exercise(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one exercise, the editor, and the submission asked for or the latest.

    A part's page shows it beside its text, in a frame: there the site's header would be its second.
    """
    try:
        found = exercise_get(slug)
    except Exercise.DoesNotExist:
        raise Http404("There is no such exercise.") from None
    if found.current_revision is None:
        raise Http404("This exercise has no revision yet.")
    learner = learner_get(request)
    submissions = list(submissions_list(learner, slug)) if learner else []
    shown = _shown(submissions, request.GET.get("submission"))
    context = {
        "exercise": exercise_page(found, found.current_revision),
        "submissions": submissions_out(submissions),
        "devices_up": devices_up(),
        "shown": shown,
        "draft_stored": asdict(draft_get(learner, found)),
        "figures": figures_list(shown.id) if shown else [],
        "is_from_practice": request.GET.get("from") == "practice",
        "is_beside": request.headers.get("Sec-Fetch-Dest") == "iframe",
    }
    return render(request, "grader/exercise.html", context)


@require_safe
def notebook(request: HttpRequest, slug: str) -> HttpResponse:
    """Send an exercise as a Jupyter notebook."""
    try:
        text = notebook_get(slug)
    except ExerciseNotebook.DoesNotExist:
        raise Http404("There is no such notebook.") from None
    response = HttpResponse(text, content_type="application/x-ipynb+json")
    response["Content-Disposition"] = f'attachment; filename="{slug}.ipynb"'
    return response


@require_safe
@never_cache
def submission_panel(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Show how a submission stands, for pages that cannot hold a stream."""
    learner = learner_get(request)
    if learner is None:
        raise Http404("There is no such submission.")
    try:
        submission = submission_get(submission_id, learner)
    except Submission.DoesNotExist:
        raise Http404("There is no such submission.") from None
    context = {
        "submission": submission_detail(submission),
        "exercise": submission.revision.exercise,
        "figures": figures_list(submission.pk),
    }
    return render(request, "grader/submission_panel.html", context)


def _shown(submissions: list[Submission], wanted: str | None) -> SubmissionDetail | None:
    asked = [submission for submission in submissions if str(submission.pk) == wanted]
    return submission_detail((asked or submissions)[0]) if submissions else None
