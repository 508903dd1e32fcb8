"""How often a guest may be made, and a learner may submit, sync and take their data away."""

import ipaddress
import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from redis.exceptions import RedisError

from frontend.problems import Problem
from grader.models import Learner, Submission, Verdict

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Rate:
    """So many in a period."""

    limit: int
    period_s: int


# A whole class may sit behind one address.
GUESTS_PER_ADDRESS = Rate(limit=300, period_s=3600)
SUBMISSIONS_PER_GUEST = Rate(limit=10, period_s=60)
SUBMISSIONS_PER_ACCOUNT = Rate(limit=60, period_s=60)
# Each reads all that a learner ever did.
EXPORTS_PER_LEARNER = Rate(limit=10, period_s=3600)
PASSWORDS_PER_ACCOUNT = Rate(limit=10, period_s=60)
# A device that was offline for a year may send it all at once; nobody answers so much in an hour.
EVENTS_PER_ACCOUNT = Rate(limit=20_000, period_s=3600)
# Anybody can be many guests, and each event may be as large as its payload's limit.
EVENTS_PER_GUEST = Rate(limit=12_000, period_s=3600)


def guest_creation_check(request: HttpRequest) -> None:
    """Count one guest for the request's address; raise a 429 problem above the rate."""
    key = f"guests:{_network(request)}"
    _counted_check(key, GUESTS_PER_ADDRESS, "Too many new guests from this address.")


def export_check(learner: Learner) -> None:
    """Count one export of a learner's data; raise a 429 problem above the rate."""
    rate = EXPORTS_PER_LEARNER
    _counted_check(f"exports:{learner.pk}", rate, f"{rate.limit} downloads an hour are the limit.")


def password_check(learner: Learner) -> None:
    """Count one password tried before an account is erased; raise a 429 problem above the rate."""
    _counted_check(f"passwords:{learner.pk}", PASSWORDS_PER_ACCOUNT, "Too many passwords.")


def events_check(learner: Learner, count: int) -> None:
    """Count events that a device sends; raise a 429 problem above the rate."""
    rate = EVENTS_PER_GUEST if learner.is_guest else EVENTS_PER_ACCOUNT
    detail = f"{rate.limit} events an hour are the limit; the others stay on your device."
    _counted_check(f"events:{learner.pk}", rate, detail, count)


def _counted_check(key: str, rate: Rate, detail: str, more: int = 1) -> None:
    """Count in the cache. Where the cache is down nobody is turned away."""
    window, elapsed_s = divmod(int(timezone.now().timestamp()), rate.period_s)
    key = f"{key}:{window}"
    try:
        cache.add(key, 0, timeout=rate.period_s)
        count = cache.incr(key, more)
    except (RedisError, OSError, ValueError) as error:
        log.warning("Not counted: %s", error)
        return
    if count > rate.limit:
        raise _too_many(detail, rate.period_s - elapsed_s)


def submission_check(learner: Learner) -> None:
    """Raise a 429 problem where the learner has submitted too often lately.

    The rows are counted under the learner's lock, so the count is exact. An internal error is
    ours and does not count.
    """
    rows = Submission.objects.filter(learner=learner)
    rate_check(learner, rows.exclude(gradings__verdict=Verdict.INTERNAL_ERROR), "submissions")


def rate_check(learner: Learner, rows: QuerySet[Any], kind: str) -> None:
    """Raise a 429 problem where there are too many rows of late that run a learner's code.

    Call it under the learner's lock; `rows` are the learner's own, and have `created_at`.
    """
    rate = SUBMISSIONS_PER_GUEST if learner.is_guest else SUBMISSIONS_PER_ACCOUNT
    now = timezone.now()
    period = timedelta(seconds=rate.period_s)
    # The row whose age decides: once it leaves the period, there is room for one more.
    times = (
        rows.filter(created_at__gt=now - period)
        .order_by("-created_at")
        .values_list("created_at", flat=True)
    )
    deciding = list(times[rate.limit - 1 : rate.limit])
    if deciding:
        wait_s = (deciding[0] + period - now).total_seconds()
        raise _too_many(f"{rate.limit} {kind} in {rate.period_s} s are the limit.", int(wait_s) + 1)


def _too_many(detail: str, retry_after_s: int) -> Problem:
    return Problem(
        429,
        "Too many requests",
        f"{detail} Try again in {retry_after_s} s.",
        retry_after_s=retry_after_s,
    )


def _network(request: HttpRequest) -> str:
    """Return the address, or the /64 network that one IPv6 subscriber holds."""
    text = request.META.get("REMOTE_ADDR") or "unknown"
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return text
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(address)
