"""Live progress through the real server."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest
from asgiref.sync import sync_to_async
from django.db import connection

from grader.grading import grading_claim, grading_run, progress_record
from grader.judging.report import Progress
from grader.learners import guest_create
from grader.leases import connection_release
from grader.models import Grading, GradingEvent, Learner, Submission
from grader.progress.hub import (
    READ_CONNECTIONS,
    STREAMS_PER_LEARNER,
    Hub,
    Place,
    Subscription,
    hub_get,
)
from grader.progress.streams import events_stream
from grader.progress.tickets import events_url, ticket_create, ticket_is_valid
from grader.submitting import grading_create
from tests.grader.samples import Submit, age, present, sample_judge, worker_make
from tests.grader.serving import Server, Stream, serve

pytestmark = pytest.mark.django_db(transaction=True)

WATCHERS = 20


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as server:
        yield server


def address(server: Server, submission: Submission) -> str:
    return f"{server.url}{events_url(submission.pk)}"


def test_a_stream_tells_the_whole_story_and_ends(server: Server, grading: Grading) -> None:
    with Stream(address(server, grading.submission)) as stream:
        assert stream.response.headers["content-type"] == "text/event-stream"
        assert "no-transform" in stream.response.headers["cache-control"]
        assert stream.response.headers["x-accel-buffering"] == "no"
        first = next(stream.messages())
        assert (first.event, first.data) == ("queued", {"position": 1, "has_worker": False})
        # Only now does a worker begin: what follows arrives live.
        grading_run(grading.pk, worker="w", judge=sample_judge)
        messages = [message for message in stream.messages() if message.id is not None]
    rows = list(GradingEvent.objects.filter(grading=grading).order_by("pk"))
    assert [(m.id, m.event, m.data) for m in [first, *messages]] == [
        (row.pk, row.kind, row.data) for row in rows
    ]
    assert messages[-1].event == "done"
    assert messages[-1].data["verdict"] == "failed"


@pytest.mark.parametrize("way", ["header", "query"])
def test_a_stream_goes_on_after_the_last_event_that_was_seen(
    server: Server, grading: Grading, way: str
) -> None:
    grading_run(grading.pk, worker="w", judge=sample_judge)
    ids = list(GradingEvent.objects.order_by("pk").values_list("pk", flat=True))
    url, headers = address(server, grading.submission), {}
    if way == "header":
        headers = {"Last-Event-ID": str(ids[3])}
    else:
        url += f"&last_event_id={ids[3]}"
    with Stream(url, **headers) as stream:
        assert [message.id for message in stream.messages()] == ids[4:]


def test_who_has_seen_the_end_is_told_not_to_come_back(server: Server, grading: Grading) -> None:
    grading_run(grading.pk, worker="w", judge=sample_judge)
    last = GradingEvent.objects.latest("pk").pk
    with Stream(address(server, grading.submission), **{"Last-Event-ID": str(last)}) as stream:
        assert stream.response.status_code == 204


@pytest.mark.parametrize("last_id", ["", "x", "-1", "9" * 30, "²"])
def test_a_last_id_that_is_no_number_starts_at_the_beginning(
    server: Server, grading: Grading, last_id: str
) -> None:
    url = httpx.URL(address(server, grading.submission)).copy_merge_params(
        {"last_event_id": last_id}
    )
    with Stream(str(url)) as stream:
        assert next(stream.messages()).event == "queued"


def test_a_stream_shows_the_latest_grading(server: Server, grading: Grading) -> None:
    grading_run(grading.pk, worker="w", judge=sample_judge)
    second = grading_create(grading.submission)
    grading_run(second.pk, worker="w", judge=sample_judge)
    with Stream(address(server, grading.submission)) as stream:
        ids = [message.id for message in stream.messages()]
    assert ids == list(second.events.order_by("pk").values_list("pk", flat=True))


def test_the_place_in_line_moves_up(server: Server, submit: Submit) -> None:
    first, second, third = (submit().gradings.get() for _ in range(3))
    with Stream(address(server, third.submission)) as stream:
        messages = stream.messages()
        assert next(messages).data == {"position": 3, "has_worker": False}
        for ahead, place in ((first, 2), (second, 1)):
            assert grading_claim(ahead.pk, "w") is not None
            moved = next(messages)
            assert (moved.id, moved.event, moved.data) == (
                None,
                "queued",
                {"position": place, "has_worker": False},
            )
        assert grading_claim(third.pk, "w") is not None
        assert next(messages).event == "started"


def test_who_waits_hears_when_a_worker_comes_and_goes(server: Server, grading: Grading) -> None:
    with Stream(address(server, grading.submission)) as stream:
        messages = stream.messages()
        assert next(messages).data == {"position": 1, "has_worker": False}
        with present("w@host", "grade.cuda"), present("w@host", "grade.cpu"):
            assert next(messages).data == {"position": 1, "has_worker": True}
        assert next(messages).data == {"position": 1, "has_worker": False}


async def test_who_waits_hears_of_a_worker_that_fell_silent(grading: Grading) -> None:
    worker = await sync_to_async(worker_make)()
    hub = Hub(places_every_s=0.01)
    with hub.subscription(grading.submission_id, grading.submission.learner_id) as subscription:
        await _told(subscription, Place(1, has_worker=True))
        await sync_to_async(age)(worker, 60)
        await _told(subscription, Place(1, has_worker=False))
    await hub.close()
    await sync_to_async(connection_release)()


async def _told(subscription: Subscription, place: Place) -> None:
    while subscription.place != place:
        subscription.wake.clear()
        await subscription.wake.wait()


def test_a_stream_needs_a_ticket_or_its_learner(server: Server, submit: Submit) -> None:
    owner, token = guest_create()
    _, stranger = guest_create()
    submission, other = submit(by=owner), submit()
    url = f"{server.url}/api/v1/submissions/{submission.pk}/events"

    def status(url: str, bearer: str = "") -> int:
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        with Stream(url, **headers) as stream:
            return stream.response.status_code

    assert status(url, bearer=token) == 200
    assert status(url) == 404
    assert status(url, bearer=stranger) == 404
    assert status(f"{url}?token={ticket_create(other.pk)}") == 404
    assert status(f"{url}?token=nonsense") == 404
    assert status(f"{server.url}/api/v1/submissions/not-a-uuid/events") == 422


def test_a_ticket_is_for_one_submission_and_some_hours(
    submit: Submit, monkeypatch: pytest.MonkeyPatch
) -> None:
    submission = submit()
    ticket = ticket_create(submission.pk)
    assert ticket_is_valid(ticket, submission.pk)
    assert not ticket_is_valid(ticket, submit().pk)
    assert not ticket_is_valid(ticket + "x", submission.pk)
    monkeypatch.setattr("grader.progress.tickets.MAX_AGE_S", -1)
    assert not ticket_is_valid(ticket, submission.pk)


def test_open_streams_hold_no_connection_of_the_orm(server: Server, submit: Submit) -> None:
    gradings = [submit(by=Learner.objects.create()).gradings.get() for _ in range(WATCHERS)]
    with ExitStack() as stack:
        streams = [
            stack.enter_context(Stream(address(server, grading.submission))) for grading in gradings
        ]
        for stream in streams:
            stream.until("queued")
        assert server.hub.subscriber_count == WATCHERS
        assert _connections_lent() <= 1  # This test's own.
        assert _stream_connections() <= 1 + READ_CONNECTIONS
        for grading in gradings:
            grading_run(grading.pk, worker="w", judge=sample_judge)
        for stream in streams:
            assert stream.until("done")[-1].data["state"] == "done"


def test_a_learner_who_holds_many_streams_is_asked_to_poll(
    server: Server, submit: Submit, learner: Learner
) -> None:
    submission, other = submit(), submit(by=Learner.objects.create())
    with ExitStack() as stack:
        for _ in range(STREAMS_PER_LEARNER):
            stack.enter_context(Stream(address(server, submission))).until("queued")
        with Stream(address(server, submission)) as refused:
            assert refused.response.status_code == 429
            assert int(refused.response.headers["retry-after"]) > 0
        with Stream(address(server, other)) as stream:
            assert stream.response.status_code == 200
    left = asyncio.run_coroutine_threadsafe(_forgotten(server.hub), server.loop)
    left.result(timeout=30)
    with Stream(address(server, submission)) as stream:
        assert next(stream.messages()).event == "queued"


async def test_streams_opened_at_once_are_limited_too(grading: Grading) -> None:
    learner_id, hub = grading.submission.learner_id, hub_get()
    with ExitStack() as stack:
        for _ in range(STREAMS_PER_LEARNER):
            stack.enter_context(hub.subscription(grading.submission_id, learner_id))
        stream = events_stream(grading.submission_id, learner_id, grading.pk, 0)
        assert [message async for message in stream] == [b"retry: 2000\n\n"]
    await hub.close()


def test_a_listener_that_lost_the_database_comes_back(
    server: Server, grading: Grading, caplog: pytest.LogCaptureFixture
) -> None:
    with Stream(address(server, grading.submission)) as stream:
        stream.until("queued")
        claim = grading_claim(grading.pk, "w")
        assert claim is not None
        stream.until("started")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE application_name = 'descent streams' AND query LIKE 'LISTEN%'"
                " AND datname = current_database()"
            )
            assert cursor.fetchone() == (1,)
        progress_record(claim, Progress("check_started", "value", "Right value", 1, 2))
        assert stream.until("check_started")[-1].data["check_id"] == "value"
    assert "The listener lost the database" in caplog.text


def test_who_goes_away_is_forgotten(server: Server, grading: Grading) -> None:
    with Stream(address(server, grading.submission)) as stream:
        stream.until("queued")
        assert server.hub.subscriber_count == 1
    gone = asyncio.run_coroutine_threadsafe(_forgotten(server.hub), server.loop)
    gone.result(timeout=30)


async def _forgotten(hub: Hub) -> None:
    while hub.subscriber_count:  # noqa: ASYNC110 (nothing announces a departure)
        await asyncio.sleep(0)


async def test_a_cancellation_that_a_read_swallows_still_ends_the_stream(
    grading: Grading, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = asyncio.Event()

    async def swallows(self: Hub, grading_id: int, last_id: int) -> list[Any]:
        """Do as `asyncio.wait_for` does where a result and a cancellation come at once."""
        assert not reading.is_set(), "The stream reads on."
        reading.set()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        return []

    monkeypatch.setattr(Hub, "events_since", swallows)
    stream = events_stream(grading.submission_id, grading.submission.learner_id, grading.pk, 0)
    reader = asyncio.ensure_future(_read(stream))
    await reading.wait()
    reader.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reader
    assert hub_get().subscriber_count == 0
    await hub_get().close()


async def _read(stream: AsyncIterator[bytes]) -> None:
    async for _ in stream:
        pass


async def test_a_silent_stream_pings(grading: Grading) -> None:
    stream = events_stream(
        grading.submission_id, grading.submission.learner_id, grading.pk, 0, ping_s=0.01
    )
    seen: list[bytes] = []
    async for message in stream:
        seen.append(message)
        if message.startswith(b":"):
            break
    await stream.aclose()  # type: ignore[attr-defined]
    await hub_get().close()
    assert seen[0].startswith(b"retry:")
    assert b"event: queued" in seen[1]
    assert seen[-1] == b": ping\n\n"


def _connections_lent() -> int:
    stats: dict[str, Any] = connection.pool.get_stats()  # type: ignore[attr-defined]
    return int(stats["pool_size"] - stats["pool_available"])


def _stream_connections() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'descent streams'"
            " AND datname = current_database()"
        )
        count: int = cursor.fetchone()[0]
    return count
