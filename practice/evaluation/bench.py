"""How quickly practice answers: the fold of a long log, the next item, and a sync."""

import contextlib
import http.client
import itertools
import json
import time
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from grader.bench.rows import Effort, Row, Target, Timing, duration, timing_of
from grader.bench.web import SiteFailed, site_running
from practice.evaluation.histories import graph_make, items_make, log_make
from practice.model.days import DAY_MS, day_index
from practice.model.events import Event, in_order
from practice.model.folding import fold
from practice.model.graph import Graph
from practice.model.selector import Goal, moment_of, plan_make
from practice.model.state import State, state_read, state_write

FOLD_GROUP = "Practice: the fold of one learner's log"
SITE_GROUP = "Practice over HTTP"
LONG, YEARS, SYNCED, SINCE = 100_000, 10_000, 1000, 50
PLAIN = "/healthz"
TIMEOUT_S = 120.0
JSON = {"Content-Type": "application/json"}


def practice_rows(effort: Effort) -> Iterator[Row]:
    """Yield the times of the model in this process, and of the site for one of its learners."""
    yield from _model_rows(effort)
    with site_running() as address:
        connection = http.client.HTTPConnection(address, timeout=TIMEOUT_S)
        with contextlib.closing(connection):
            yield from _site_rows(_Site(connection), effort)


def _model_rows(effort: Effort) -> Iterator[Row]:
    graph, events = graph_make(), log_make(LONG, seed=1)
    plain = timing_of(lambda _: in_order(events), effort)
    cold = timing_of(lambda _: fold(events, graph), effort)
    yield _row(FOLD_GROUP, f"{LONG:,} events, cold", cold, "to order them", plain, 2000)
    snapshot = state_write(fold(events[:-SINCE], graph))
    read = timing_of(lambda _: state_read(snapshot), effort)
    warm = timing_of(lambda _: fold(events[-SINCE:], graph, state_read(snapshot)), effort)
    name = f"{LONG:,} events, from a snapshot {SINCE} events old"
    yield _row(FOLD_GROUP, name, warm, f"to read its {len(snapshot) / 1024:.0f} KiB", read, 50)
    yield _choice_row(events[:YEARS], graph, effort)


def _choice_row(events: Sequence[Event], graph: Graph, effort: Effort) -> Row:
    """Return the time from what is stored to what is next: a snapshot and the events after it."""
    items, snapshot = items_make(), state_write(fold(events[:-SINCE], graph))
    t_ms, offset = events[-1].t_eff_ms + DAY_MS, events[-1].tz_offset_min
    moment = moment_of(day_index(t_ms, offset), t_ms, offset, Goal())

    def folded(_: int) -> State:
        return fold(events[-SINCE:], graph, state_read(snapshot))

    chosen = timing_of(lambda seed: plan_make(items, folded(seed), graph, moment), effort)
    name = f"The next of {len(items)} items after {len(events):,} events, from a snapshot"
    return _row(FOLD_GROUP, name, chosen, "the fold alone", timing_of(folded, effort), 10)


def _site_rows(site: "_Site", effort: Effort) -> Iterator[Row]:
    plain = timing_of(lambda _: site.ask("GET", PLAIN), effort)
    batches = itertools.count()

    def sync(_: int) -> None:
        token, number = site.guest_new(), next(batches)
        began.append(time.perf_counter())
        site.push(token, site.bodies(log_make(SYNCED, seed=number)))
        ended.append(time.perf_counter())

    began: list[float] = []
    ended: list[float] = []
    timing_of(sync, effort)
    # A guest of its own for each, who is not counted; nor is the first, which warms up.
    synced = Timing(tuple(b - a for a, b in zip(began[1:], ended[1:], strict=True)))
    yield _row(SITE_GROUP, f"A sync of {SYNCED:,} events", synced, f"p50 of {PLAIN}", plain, 300)
    token = site.guest_new()
    bodies = site.bodies(log_make(YEARS, seed=1))
    for begin in range(0, YEARS, SYNCED):
        site.push(token, bodies[begin : begin + SYNCED])
    after = timing_of(lambda _: site.next_get(token), effort)
    name = f"The next item of a learner with {YEARS:,} events"
    yield _row(SITE_GROUP, name, after, f"p50 of {PLAIN}", plain, None)


def _row(
    group: str, name: str, timing: Timing, what: str, plain: Timing, limit_ms: float | None
) -> Row:
    return Row(
        group,
        name,
        timing.median_s * 1e3,
        "ms",
        f"p50 {timing}, p95 {duration(timing.percentile_s(95))}",
        f"{what} {plain}",
        len(timing.seconds),
        None if limit_ms is None else Target("at most", limit_ms),
    )


class _Site:
    """Guests of a running site whose devices speak JSON."""

    def __init__(self, connection: http.client.HTTPConnection) -> None:
        self._connection = connection
        catalogue = json.loads(self.ask("GET", "/api/v1/practice/catalogue"))
        self._items: dict[str, list[dict[str, Any]]] = {"quiz": [], "exercise": []}
        for item in catalogue["items"]:
            self._items[item["kind"]].append(item)

    def guest_new(self) -> str:
        """Return a new guest's token."""
        token: str = json.loads(self.ask("POST", "/api/v1/guests", {}))["token"]
        return token

    def next_get(self, token: str) -> None:
        """Ask for the next item."""
        if json.loads(self.ask("GET", "/api/v1/practice/next", token=token))["item"] is None:
            raise SiteFailed("There is nothing to practise.")

    def push(self, token: str, events: Sequence[dict[str, Any]]) -> None:
        """Sync a new device's events."""
        body = {"device_id": str(uuid.uuid4()), "cursor": 0, "events": events}
        answer = json.loads(self.ask("POST", "/api/v1/practice/events", body, token))
        if len(answer["acked"]) != len(events):
            raise SiteFailed(f"{len(answer['acked'])} of {len(events)} events were stored.")

    def bodies(self, log: Sequence[Event]) -> list[dict[str, Any]]:
        """Return a log as one device of a learner of the site's own items would send it."""
        later_ms = round(time.time() * 1000) - log[-1].t_eff_ms - DAY_MS
        return [self._body(event, seq, later_ms) for seq, event in enumerate(log, start=1)]

    def _body(self, event: Event, seq: int, later_ms: int) -> dict[str, Any]:
        kind = "quiz" if event.kind in ("quiz", "exercise_result") else event.kind
        items = self._items["quiz" if kind == "quiz" else "exercise"]
        item = items[seq % len(items)]
        payload = dict(event.payload)
        if kind == "quiz":
            # A device writes no results: what an exercise would say, a question says here.
            options = ["a", "b", "c", "d"]
            payload = {"question": item["id"], "choice": ["a"], "options": options}
            payload |= {"correct": bool(event.payload.get("correct"))}
        return {
            "id": str(uuid.uuid4()),
            "seq": seq,
            "kind": kind,
            "item_id": item["id"],
            "t_client_ms": event.t_eff_ms + later_ms,
            "tz_offset_min": event.tz_offset_min,
            "duration_ms": event.duration_ms,
            "payload": {**payload, "concepts": item["concepts"]},
        }

    def ask(self, method: str, path: str, body: Any = None, token: str = "") -> bytes:
        """Return what an address answers; raise SiteFailed where it refuses."""
        headers = JSON | ({"Authorization": f"Bearer {token}"} if token else {})
        text = None if body is None else json.dumps(body)
        self._connection.request(method, path, text, headers)
        answer = self._connection.getresponse()
        found = answer.read()
        if answer.status >= http.client.MULTIPLE_CHOICES:
            raise SiteFailed(f"{path} answered {answer.status}: {found[:500]!r}")
        return found
