"""What a watcher reads: a grading's events as server-sent events."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import asdict
from uuid import UUID

import psycopg

from grader.models import GradingEvent
from grader.progress.hub import Hub, Place, Subscription, TooManyStreamsError, hub_get

log = logging.getLogger(__name__)

PING_S = 15.0
RETRY_MS = 2000


async def events_stream(
    submission_id: UUID,
    learner_id: UUID,
    grading_id: int,
    last_id: int,
    *,
    ping_s: float = PING_S,
) -> AsyncIterator[bytes]:
    """Yield a grading's events after `last_id`, as they come, until it is done.

    Where the database fails the stream ends, and the browser comes back with its last id.
    """
    yield f"retry: {RETRY_MS}\n\n".encode()
    hub = hub_get()
    try:
        with hub.subscription(submission_id, learner_id) as subscription:
            async for message in _messages(hub, subscription, grading_id, last_id, ping_s):
                yield message
    except TooManyStreamsError:
        pass  # Opened at once with others; when the browser comes back it gets its answer.
    except (psycopg.Error, OSError) as error:
        log.warning("A stream of submission %s ended: %s", submission_id, error)


async def _messages(
    hub: Hub, subscription: Subscription, grading_id: int, last_id: int, ping_s: float
) -> AsyncIterator[bytes]:
    told: Place | None = None
    is_waiting = True
    while True:
        subscription.wake.clear()
        _leave_if_cancelled()
        for event_id, kind, data in await hub.events_since(grading_id, last_id):
            last_id = event_id
            yield message_format(kind, data, event_id)
            if kind == GradingEvent.Kind.DONE:
                return
            is_waiting = kind == GradingEvent.Kind.QUEUED
            told = Place.of(json.loads(data)) if is_waiting else None
        # A place may be counted a moment before the row that says the wait is over is read.
        if is_waiting and subscription.place is not None and subscription.place != told:
            told = subscription.place
            yield message_format(GradingEvent.Kind.QUEUED, json.dumps(asdict(subscription.place)))
        try:
            # Not wait_for: see below.
            async with asyncio.timeout(ping_s):
                await subscription.wake.wait()
        except TimeoutError:
            yield b": ping\n\n"


def _leave_if_cancelled() -> None:
    """End the stream of one who went away while a connection was awaited.

    Before Python 3.12 `asyncio.wait_for`, which the pool of connections waits with, can swallow a
    cancellation; the task still counts it.
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


def message_format(event: str, data: str, event_id: int | None = None) -> bytes:
    """Return one server-sent event; a place in line has no id, as no row stands behind it."""
    prefix = "" if event_id is None else f"id: {event_id}\n"
    return f"{prefix}event: {event}\ndata: {data}\n\n".encode()
