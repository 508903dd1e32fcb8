"""One listener for each web process: it wakes the streams whose rows have changed."""

import asyncio
import contextlib
import logging
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any, Self
from uuid import UUID
from weakref import WeakKeyDictionary

import psycopg
from django.db import connection
from psycopg_pool import AsyncConnectionPool

from grader.presence import GONE_AFTER
from grader.progress.events import EVENTS_CHANNEL, QUEUE_CHANNEL

log = logging.getLogger(__name__)

RECONNECT_FIRST_S = 0.2
RECONNECT_LAST_S = 5.0
READ_CONNECTIONS = 4
READ_TIMEOUT_S = 10.0
# A tab holds one; whoever opens more than this asks every now and then instead.
STREAMS_PER_LEARNER = 8
# However fast a queue moves, its places are counted at most this often.
PLACES_EVERY_S = 0.5
# A worker that falls silent tells nobody: those who wait look by themselves.
PLACES_AT_LEAST_EVERY_S = 10.0
PLACES_SQL = """
SELECT
    submission_id,
    row_number() OVER (PARTITION BY queue ORDER BY queued_at, id),
    EXISTS (
        SELECT FROM grader_worker
        WHERE seen_at > now() - %(gone_after)s AND queues @> to_jsonb(grader_grading.queue)
    )
FROM grader_grading WHERE state = 'queued'
"""
EVENTS_SQL = """
SELECT id, kind, data::text FROM grader_gradingevent
WHERE grading_id = %s AND id > %s ORDER BY id
"""

EventRow = tuple[int, str, str]


@dataclass(frozen=True)
class Place:
    """A place in line, and whether a worker is up for those who stand in it."""

    position: int
    has_worker: bool

    @classmethod
    def of(cls, data: dict[str, Any]) -> Self:
        """Return the place that a queued event told of; older ones say nothing of workers."""
        return cls(data["position"], data.get("has_worker", True))


class TooManyStreamsError(Exception):
    """The learner holds as many streams in this process as are allowed."""


@dataclass(eq=False)
class Subscription:
    """One stream's ear: `wake` is set when there may be news, `place` is its place in line."""

    submission_id: UUID
    learner_id: UUID
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    place: Place | None = None


class Hub:
    """Listens on one connection, and lends a few more to streams that read their rows.

    A lost notification costs only time: streams read again by themselves at each ping.
    """

    def __init__(self, *, places_every_s: float = PLACES_AT_LEAST_EVERY_S) -> None:
        self._places_every_s = places_every_s
        self._subscriptions: defaultdict[UUID, set[Subscription]] = defaultdict(set)
        self._streams_of: Counter[UUID] = Counter()
        self._listener: asyncio.Task[None] | None = None
        self._counter: asyncio.Task[None] | None = None
        self._moved = asyncio.Event()
        self._pool: AsyncConnectionPool[Any] | None = None

    @contextlib.contextmanager
    def subscription(self, submission_id: UUID, learner_id: UUID) -> Iterator[Subscription]:
        """Be woken for one submission until the block ends.

        Raises TooManyStreamsError where the learner holds as many streams as are allowed.
        """
        if not self.has_room(learner_id):
            raise TooManyStreamsError
        self._start()
        subscription = Subscription(submission_id, learner_id)
        self._streams_of[learner_id] += 1
        self._subscriptions[submission_id].add(subscription)
        self._moved.set()
        try:
            yield subscription
        finally:
            self._streams_of[learner_id] -= 1
            if not self._streams_of[learner_id]:
                del self._streams_of[learner_id]
            self._subscriptions[submission_id].discard(subscription)
            if not self._subscriptions[submission_id]:
                del self._subscriptions[submission_id]

    def has_room(self, learner_id: UUID) -> bool:
        """Tell whether the learner may open one more stream in this process."""
        return self._streams_of[learner_id] < STREAMS_PER_LEARNER

    async def events_since(self, grading_id: int, last_id: int) -> list[EventRow]:
        """Return a grading's events after this id: id, kind, and data as JSON text."""
        async with self._reading() as conn:
            cursor = await conn.execute(EVENTS_SQL, [grading_id, last_id])
            return await cursor.fetchall()

    async def close(self) -> None:
        """Stop listening and give the connections back."""
        tasks = [task for task in (self._listener, self._counter) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._pool is not None:
            await self._pool.close()
        self._listener = self._counter = self._pool = None

    @property
    def subscriber_count(self) -> int:
        """How many streams listen at this moment."""
        return sum(len(subscriptions) for subscriptions in self._subscriptions.values())

    def _start(self) -> None:
        if self._listener is None:
            self._listener = asyncio.create_task(self._listen(), name="grading-listener")
            self._counter = asyncio.create_task(self._count_places(), name="grading-places")
            self._pool = AsyncConnectionPool(
                kwargs={**_parameters(), "autocommit": True},
                min_size=1,
                max_size=READ_CONNECTIONS,
                timeout=READ_TIMEOUT_S,
                open=False,
                name="grading-streams",
            )

    @contextlib.asynccontextmanager
    async def _reading(self) -> AsyncIterator[psycopg.AsyncConnection[Any]]:
        if self._pool is None:
            raise RuntimeError("The hub is closed.")
        await self._pool.open()
        async with self._pool.connection() as conn:
            yield conn

    async def _listen(self) -> None:
        delay_s = RECONNECT_FIRST_S
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    **_parameters(), autocommit=True
                ) as conn:
                    await conn.execute(f"LISTEN {EVENTS_CHANNEL}")
                    await conn.execute(f"LISTEN {QUEUE_CHANNEL}")
                    delay_s = RECONNECT_FIRST_S
                    self._wake_all()
                    async for notice in conn.notifies():
                        self._hear(notice.channel, notice.payload)
            except (psycopg.Error, OSError) as error:
                log.warning("The listener lost the database, again in %s s: %s", delay_s, error)
            await asyncio.sleep(delay_s)
            delay_s = min(delay_s * 2, RECONNECT_LAST_S)

    def _hear(self, channel: str, payload: str) -> None:
        if channel == QUEUE_CHANNEL:
            self._moved.set()
            return
        for subscription in self._subscriptions.get(UUID(payload), ()):
            subscription.wake.set()

    def _wake_all(self) -> None:
        self._moved.set()
        for subscriptions in self._subscriptions.values():
            for subscription in subscriptions:
                subscription.wake.set()

    async def _count_places(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._places_every_s):
                    await self._moved.wait()
            self._moved.clear()
            if self._subscriptions:
                try:
                    self._hand_out(await self._places())
                except (psycopg.Error, OSError) as error:
                    log.warning("The places in line were not counted: %s", error)
            await asyncio.sleep(PLACES_EVERY_S)

    async def _places(self) -> dict[UUID, Place]:
        async with self._reading() as conn:
            cursor = await conn.execute(PLACES_SQL, {"gone_after": GONE_AFTER})
            rows = await cursor.fetchall()
        return {submission_id: Place(*place) for submission_id, *place in rows}

    def _hand_out(self, places: dict[UUID, Place]) -> None:
        for submission_id, subscriptions in self._subscriptions.items():
            place = places.get(submission_id)
            for subscription in subscriptions:
                if subscription.place != place:
                    subscription.place = place
                    subscription.wake.set()


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub_get() -> Hub:
    """Return the hub of the running event loop."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs[loop] = Hub()
    return _hubs[loop]


def _parameters() -> dict[str, Any]:
    """Return what Django connects with, for a connection that is not Django's."""
    parameters: dict[str, Any] = connection.get_connection_params()
    for django_only in ("cursor_factory", "context", "prepare_threshold"):
        parameters.pop(django_only, None)
    return {**parameters, "application_name": "descent streams", "keepalives_idle": 10}
