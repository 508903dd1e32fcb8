"""The HTTP API of a learner's own data. Import it once all apps have registered their tables."""

from django.http.response import HttpResponseBase
from ninja import Router

from grader.exporting import export_response, export_schema
from grader.learners import LearnerAuth, LearnerRequest
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
