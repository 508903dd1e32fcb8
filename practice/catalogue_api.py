"""What a device fetches to go on choosing without a network: the catalogue, and a state."""

from typing import Any, cast

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from ninja import Router, Schema

from grader.learners import LearnerAuth
from practice.catalogue import catalogue_get
from practice.model.state import state_write
from practice.standing import fold_revision, standing_get

router = Router(tags=["practice"])


class CatalogueOut(Schema):
    """Concepts, items and the numbers of the fold; `fold_revision` names what states rest on."""

    fold_revision: str
    graph: dict[str, Any]
    parameters: dict[str, Any]
    items: list[dict[str, Any]]


class StateOut(Schema):
    """What the log up to `srv_seq` says of the learner."""

    fold_revision: str
    srv_seq: int
    state: dict[str, Any]


@router.get("/catalogue", response=CatalogueOut, summary="All that can be practised")
def practice_catalogue(request: HttpRequest) -> HttpResponse:
    """Return concepts, items and parameters; send its ETag back to be told of no change."""
    written, revision = catalogue_get(LearnerAuth(creates_learner=False).learner(request))
    response = HttpResponse(written, content_type="application/json")
    # Kept by the browser, but never used unasked: a section was read, or there are other items.
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = etag = quote_etag(revision)
    return cast("HttpResponse", get_conditional_response(request, etag=etag, response=response))


@router.get("/state", response=StateOut, summary="What is known, to fold on from")
def practice_state(request: HttpRequest) -> HttpResponse:
    """Return the fold of the learner's log, so that a new device need not wait for all of it."""
    standing = standing_get(LearnerAuth(creates_learner=False).learner(request))
    body = {
        "fold_revision": fold_revision(standing.parameters),
        "srv_seq": standing.srv_seq,
        "state": msgspec.Raw(state_write(standing.state)),
    }
    response = HttpResponse(msgspec.json.encode(body), content_type="application/json")
    response["Cache-Control"] = "private, no-store"
    return response
