"""Who is asking: a guest by session or bearer token, or the owner of an account."""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from frontend.problems import Problem
from frontend.templatetags.descent import namespace_of
from grader.models import Learner, LearnerToken
from grader.throttling import guest_creation_check

SESSION_KEY = "learner_id"
TOKEN_BYTES = 32
SEEN_EVERY = timedelta(hours=1)
# Requests that a browser sends side by side before it holds a session belong to one guest.
FIRST_REQUESTS = timedelta(minutes=1)
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class LearnerRequest(HttpRequest):
    """A request of the API that LearnerAuth has let in."""

    auth: Learner


class LearnerAuth(AuthBase):
    """Lets in a bearer token, or a session; a session's unsafe methods need a CSRF token.

    A browser's first unsafe request makes it a guest, unless `creates_learner` is False.
    """

    openapi_type = "http"
    openapi_scheme = "bearer"
    openapi_description = (
        "A guest's token from `POST /api/v1/guests`. A browser may send its session cookie "
        "instead, with an `X-CSRFToken` header on unsafe methods."
    )

    def __init__(self, *, creates_learner: bool = True) -> None:
        self.creates_learner = creates_learner
        super().__init__()

    def __call__(self, request: HttpRequest) -> Learner | None:
        """Return the learner, or None for a request that is nobody's."""
        return self.learner(request)

    def learner(self, request: HttpRequest) -> Learner | None:
        """Return the learner, or None for a request that is nobody's."""
        header = request.headers.get("Authorization")
        if header is not None:
            scheme, _, token = header.partition(" ")
            return token_learner_get(token.strip()) if scheme.lower() == "bearer" else None
        _page_check(request)
        if request.method in SAFE_METHODS:
            return learner_get(request)
        if check_csrf(request):
            raise Problem(
                403,
                "CSRF token missing or wrong",
                "Send the csrftoken cookie's value as X-CSRFToken, or a bearer token.",
            )
        return learner_get_or_create(request) if self.creates_learner else learner_get(request)


def _page_check(request: HttpRequest) -> None:
    """Refuse a page that was made for another than the one whose session this is.

    Otherwise what waits there would become the other's, and the page would call it synced.
    """
    page = request.headers.get("X-Learner", "")
    if page in ("", namespace_of(request.user)):
        return
    if page == namespace_of(None):
        raise Problem(
            401,
            "This page was made before you signed in",
            "Load it again; what you typed is kept.",
        )
    raise Problem(401, "You are signed out", "Sign in again; what you typed is kept.")


class LearnerGoneError(Exception):
    """The learner of this request was merged into an account meanwhile."""


def learner_get(request: HttpRequest) -> Learner | None:
    """Return the learner of this session, or None; never create one."""
    if not isinstance(request.user, AnonymousUser):
        return _seen(Learner.objects.filter(user=request.user).first())
    try:
        guest_id = UUID(request.session.get(SESSION_KEY, ""))
    except ValueError:
        return None
    return _seen(Learner.objects.filter(pk=guest_id, user=None).first())


def learner_get_or_create(request: HttpRequest) -> Learner:
    """Return the learner of this session; make a guest of a newcomer."""
    learner = learner_get(request)
    if learner is not None:
        return learner
    if not isinstance(request.user, AnonymousUser):
        return Learner.objects.get_or_create(user=request.user)[0]
    learner = _session_guest_create(request)
    request.session[SESSION_KEY] = str(learner.pk)
    return learner


def guest_create() -> tuple[Learner, str]:
    """Create a guest and the bearer token that is shown once and stored as a digest."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with transaction.atomic():
        learner = Learner.objects.create()
        LearnerToken.objects.create(learner=learner, digest=_digest(token))
    return learner, token


def token_learner_get(token: str) -> Learner | None:
    """Return the learner that a bearer token belongs to, or None."""
    row = LearnerToken.objects.select_related("learner").filter(digest=_digest(token)).first()
    return _seen(row.learner) if row else None


def learner_lock(learner_id: UUID) -> Learner:
    """Hold off merges and other writers of this learner until the transaction ends.

    Raises LearnerGoneError where a merge came first.
    """
    rows = Learner.objects.select_for_update(no_key=True)
    try:
        return rows.get(pk=learner_id)
    except Learner.DoesNotExist:
        raise LearnerGoneError(learner_id) from None


def _session_guest_create(request: HttpRequest) -> Learner:
    cookie = request.COOKIES.get("csrftoken", "")
    birth_digest = _digest(f"birth:{cookie}") if cookie else ""
    with transaction.atomic():
        if birth_digest:
            _birth_lock(birth_digest)
            born_after = timezone.now() - FIRST_REQUESTS
            rows = Learner.objects.filter(birth_digest=birth_digest, user=None)
            twin = rows.filter(created_at__gt=born_after).first()
            if twin is not None:
                return twin
        guest_creation_check(request)
        return Learner.objects.create(birth_digest=birth_digest)


def _birth_lock(birth_digest: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [birth_digest])


def _seen(learner: Learner | None) -> Learner | None:
    if learner is not None and timezone.now() - learner.last_seen_at > SEEN_EVERY:
        learner.last_seen_at = timezone.now()
        Learner.objects.filter(pk=learner.pk).update(last_seen_at=learner.last_seen_at)
    return learner


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="surrogateescape")).hexdigest()
