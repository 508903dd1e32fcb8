"""The HTTP API of drafts."""

from django.http import HttpRequest
from ninja import Router

from exercises.models import Exercise
from frontend.problems import Problem
from grader.drafts import draft_get, draft_save
from grader.learners import LearnerAuth, LearnerRequest
from grader.revised_texts import StoredText
from grader.schemas import ProblemOut
from grader.texts_api import TextBody, TextOut, refusals_are_told

router = Router(tags=["exercises"], auth=LearnerAuth())


@router.get(
    "/drafts/{slug}",
    response={200: TextOut, 404: ProblemOut},
    summary="Your draft for an exercise",
    auth=None,
)
def draft(request: HttpRequest, slug: str) -> StoredText:
    """Return the draft; who has none, or is nobody yet, gets an empty one."""
    learner = LearnerAuth(creates_learner=False).learner(request)
    return draft_get(learner, _exercise_get(slug))


@router.put(
    "/drafts/{slug}",
    response={
        200: TextOut,
        401: ProblemOut,
        404: ProblemOut,
        409: ProblemOut,
        413: ProblemOut,
        422: ProblemOut,
    },
    summary="Save your draft for an exercise",
)
def draft_put(request: LearnerRequest, slug: str, body: TextBody) -> StoredText:
    """Store the draft; 409 with the stored text where it was saved elsewhere since."""
    exercise = _exercise_get(slug)
    with refusals_are_told("draft", too_long=413):
        return draft_save(request.auth, exercise, body.text, body.base_revision)


def _exercise_get(slug: str) -> Exercise:
    """Return an exercise, an unpublished one too: what a learner wrote for it is still theirs."""
    # PostgreSQL's text holds no NUL, so no row has such a slug.
    rows = Exercise.objects.filter(slug=slug).order_by("-is_published")
    exercise = None if "\0" in slug else rows.first()
    if exercise is None:
        raise Problem(404, "Unknown exercise", f"There is no exercise {slug!r}.")
    return exercise
