"""Signed addresses of streams: who holds one may watch that submission for some hours."""

from uuid import UUID

from django.core import signing
from django.urls import reverse

SALT = "grader.progress"
MAX_AGE_S = 6 * 60 * 60


def events_url(submission_id: UUID) -> str:
    """Return the address of a submission's stream, with a ticket in it."""
    path = reverse("api:submission_events", args=[submission_id])
    return f"{path}?token={ticket_create(submission_id)}"


def ticket_create(submission_id: UUID) -> str:
    """Return a signed ticket for one submission's stream."""
    return signing.TimestampSigner(salt=SALT).sign(str(submission_id)).partition(":")[2]


def ticket_is_valid(ticket: str, submission_id: UUID) -> bool:
    """Tell whether the ticket was signed for this submission, and not too long ago."""
    signer = signing.TimestampSigner(salt=SALT)
    try:
        signer.unsign(f"{submission_id}:{ticket}", max_age=MAX_AGE_S)
    except signing.BadSignature:
        return False
    return True
