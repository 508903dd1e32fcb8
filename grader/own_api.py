"""The HTTP API of a learner's own data. Import it once all apps have registered their tables."""

from django.http.response import HttpResponseBase
from ninja import Router, Schema, Status

from frontend.problems import Problem
from grader.erasing import learners_erase
from grader.exporting import export_response, export_schema
from grader.learners import LearnerAuth, LearnerRequest
from grader.own_rows import ASSENT
from grader.schemas import ProblemOut

router = Router(tags=["your data"], auth=LearnerAuth(creates_learner=False))


@router.get(
    "/your-data",
    response={200: export_schema(), 401: ProblemOut, 409: ProblemOut, 429: ProblemOut},
    summary="Download all of your data",
)
def your_data_get(request: LearnerRequest) -> HttpResponseBase:
    """Return all that is kept of you, as an attachment. Ten an hour are the limit."""
    return export_response(request.auth)


class ErasureIn(Schema):
    """That nothing is erased by a slip: `confirm` is "delete my data"."""

    confirm: str


@router.delete(
    "/your-data",
    response={204: None, 401: ProblemOut, 403: ProblemOut, 409: ProblemOut, 422: ProblemOut},
    summary="Delete all of a guest's data for good",
)
def your_data_delete(request: LearnerRequest, body: ErasureIn) -> Status[None]:
    """Erase a guest and all that they did; the token is worth nothing afterwards.

    The owner of an account is asked for the password, on the site's own page.
    """
    if not request.auth.is_guest:
        raise Problem(403, "Not by the API", "Delete an account on the page “Your data”.")
    if body.confirm != ASSENT:
        raise Problem(422, "Not confirmed", f"`confirm` must be “{ASSENT}”.")
    learners_erase([request.auth.pk], are_guests=True)
    return Status(204, None)
