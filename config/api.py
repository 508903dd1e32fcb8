"""The HTTP API under /api/v1/: routers of the apps, and errors as RFC 9457 problem details."""

import logging
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from courses.api import router as courses_router
from courses.notebook_api import router as notebook_router
from frontend.problems import Problem
from grader.api import router as grader_router
from grader.drafts_api import router as drafts_router
from grader.learners import LearnerGoneError
from grader.own_api import router as own_router
from practice.api import router as practice_router
from practice.catalogue_api import router as catalogue_router
from practice.settings_api import router as settings_router

log = logging.getLogger(__name__)

api = NinjaAPI(
    title="Descent",
    version="1",
    description="Exercises, submissions, drafts, practice, notes and reading progress.",
    docs_url=None,
    urls_namespace="api",
)
api.add_router("", grader_router)
api.add_router("", drafts_router)
api.add_router("", courses_router)
api.add_router("", notebook_router)
api.add_router("practice", practice_router)
api.add_router("practice", catalogue_router)
api.add_router("practice", settings_router)
api.add_router("", own_router)


def problem_response(status: int, title: str, detail: str, **extra: Any) -> JsonResponse:
    """Return a problem details document."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **extra}
    return JsonResponse(body, status=status, content_type="application/problem+json")


@api.exception_handler(Problem)
def on_problem(request: HttpRequest, error: Problem) -> HttpResponse:
    """Answer with the problem that a view raised."""
    response = problem_response(error.status, error.title, error.detail, **error.extra)
    if "retry_after_s" in error.extra:
        response["Retry-After"] = str(error.extra["retry_after_s"])
    return response


@api.exception_handler(ValidationError)
def on_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say which fields are wrong."""
    errors = [
        {"field": ".".join(str(part) for part in item["loc"][1:]), "reason": item["msg"]}
        for item in error.errors
    ]
    reasons = "; ".join(f"{item['field']}: {item['reason']}" for item in errors)
    return problem_response(422, "The request is not valid", reasons, errors=errors)


@api.exception_handler(Http404)
def on_missing(request: HttpRequest, error: Http404) -> HttpResponse:
    """Answer for what is not there."""
    return problem_response(404, "Not found", str(error) or "There is nothing at this address.")


@api.exception_handler(AuthenticationError)
def on_unauthenticated(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Say how to be known."""
    return problem_response(
        401,
        "Who are you?",
        "Send a bearer token (POST /api/v1/guests gives one), or sign in.",
    )


@api.exception_handler(Throttled)
def on_throttled(request: HttpRequest, error: Throttled) -> HttpResponse:
    """Say how long to wait."""
    wait_s = int(error.wait or 60)
    response = problem_response(
        429, "Too many requests", f"Try again in {wait_s} s.", retry_after_s=wait_s
    )
    response["Retry-After"] = str(wait_s)
    return response


@api.exception_handler(HttpError)
def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer for ninja's own errors."""
    return problem_response(error.status_code, "The request failed", str(error))


@api.exception_handler(RequestDataTooBig)
def on_too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    """Answer a body that is larger than any real one."""
    limit_bytes = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return problem_response(
        413, "Too large", f"A request may have {limit_bytes} bytes. Send it in smaller pieces."
    )


@api.exception_handler(LearnerGoneError)
def on_learner_gone(request: HttpRequest, error: LearnerGoneError) -> HttpResponse:
    """Answer a guest who signed in on another tab at this moment."""
    return problem_response(
        409, "You signed in meanwhile", "What you did as a guest is in your account. Send it again."
    )


@api.exception_handler(Exception)
def on_fault(request: HttpRequest, error: Exception) -> HttpResponse:
    """Log a fault of ours; the client sees no traceback."""
    log.exception("The API failed on %s %s", request.method, request.path)
    return problem_response(
        500, "Our mistake", "Something failed on our side. Nothing you sent is lost; try again."
    )
