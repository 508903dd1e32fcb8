"""From submit to verdict over HTTP: the whole site, with its worker, database and broker."""

import contextlib
import functools
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from exercises.format.exercise import Exercise
from exercises.format.loading import exercise_get
from grader.bench.rows import Effort, Row, Timing, duration, timing_of
from grader.bench.subjects import NUMPY_SLUG, TORCH_SLUG, right_code
from grader.bench.verdicts import passed
from grader.judging.pool import ROOT, pool_make

GROUP = "From submit to verdict over HTTP"
WAITING = 50
READY_LIMIT_S = 300.0
STOP_LIMIT_S = 60.0
STREAM_LIMIT_S = 120.0
# The site lets a guest submit ten times a minute.
SUBMISSIONS_PER_GUEST = 5
READY_WORDS = "Descent is ready at "
_OWN = {"DATABASE_URL", "BROKER_URL", "DJANGO_SETTINGS_MODULE", "SITE_URL", "ALLOWED_HOSTS"}


class SiteFailed(Exception):
    """The site did not start, or did not grade; the message says what it answered."""


def web_rows(effort: Effort) -> Iterator[Row]:
    """Yield times to the verdict, alone and behind 50 others, and the pace of the queue."""
    with site_running() as address:
        for slug in (NUMPY_SLUG, TORCH_SLUG):
            exercise = exercise_get(slug)
            code = right_code(exercise)
            with pool_make() as zygotes:
                grade_it = functools.partial(passed, exercise, code.encode(), zygotes=zygotes)
                plain = timing_of(grade_it, effort)
            yield from _exercise_rows(exercise, Client(address, slug, code), plain, effort)


@contextlib.contextmanager
def site_running() -> Iterator[str]:
    """Run the site as `make run` does, its data in a temporary folder; yield its host and port."""
    with tempfile.TemporaryDirectory(prefix="descent-bench-") as folder:
        with contextlib.closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        environment = {name: value for name, value in os.environ.items() if name not in _OWN}
        environment |= {
            "DESCENT_VAR": str(Path(folder) / "var"),
            "HOST": "127.0.0.1",
            "PORT": str(port),
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "config.local"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            _ready_await(process)
            yield f"127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(STOP_LIMIT_S)


class Client:
    """Learners of one exercise: each submits a few times, and watches the stream as browsers do."""

    def __init__(self, address: str, slug: str, code: str) -> None:
        self._address = address
        self._slug = slug
        self._code = code
        self._lock = threading.Lock()
        self._token = ""
        self._left = 0

    def verdict(self, _: int = 0) -> None:
        """Submit the code and return at its verdict. Raises SiteFailed unless it passed."""
        submission = self._submit(self._guest())
        done = self._stream_end(submission["events_url"])
        if done["verdict"] != "passed":
            raise SiteFailed(f"A right solution got {done['verdict']}: {done['message']}")

    def _guest(self) -> str:
        with self._lock:
            if not self._left:
                self._token = self._post("/api/v1/guests", {}, "")["token"]
                self._left = SUBMISSIONS_PER_GUEST
            self._left -= 1
            return self._token

    def _submit(self, token: str) -> dict[str, Any]:
        body = {"id": str(uuid.uuid4()), "code": self._code}
        return self._post(f"/api/v1/exercises/{self._slug}/submissions", body, token)

    def _post(self, path: str, body: dict[str, Any], token: str) -> dict[str, Any]:
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        with self._connection() as connection:
            connection.request("POST", path, json.dumps(body), headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        if answer.status >= 300:
            raise SiteFailed(f"{path} answered {answer.status}: {text[:500]}")
        fields: dict[str, Any] = json.loads(text)
        return fields

    def _stream_end(self, url: str) -> dict[str, Any]:
        parts = urlsplit(url)
        with self._connection() as connection:
            connection.request("GET", f"{parts.path}?{parts.query}")
            answer = connection.getresponse()
            event = ""
            while line := answer.readline().decode():
                name, _, value = line.rstrip("\n").partition(": ")
                if name == "event":
                    event = value
                elif name == "data" and event == "done":
                    done: dict[str, Any] = json.loads(value)
                    return done
        raise SiteFailed("A stream ended before its verdict.")

    def _connection(self) -> contextlib.closing[http.client.HTTPConnection]:
        return contextlib.closing(http.client.HTTPConnection(self._address, timeout=STREAM_LIMIT_S))


def _exercise_rows(
    exercise: Exercise, client: Client, plain: Timing, effort: Effort
) -> Iterator[Row]:
    idle = timing_of(client.verdict, effort)
    yield _percentiles_row(f"{exercise.title}, nobody waiting", idle, plain)
    began = time.perf_counter()
    behind = _behind_others(client, effort.samples)
    drained_s = time.perf_counter() - began
    yield _percentiles_row(f"{exercise.title}, {WAITING} waiting", behind, plain)
    count = WAITING + effort.samples
    yield Row(
        GROUP,
        f"{exercise.title}, verdicts per second while they wait",
        count / drained_s,
        "/s",
        f"{count} verdicts in {duration(drained_s)}",
        f"{1 / plain.median_s:.1f} /s one after the other without the site",
        count,
    )


def _percentiles_row(name: str, timing: Timing, plain: Timing) -> Row:
    return Row(
        GROUP,
        name,
        timing.median_s / plain.median_s,
        "x",
        f"p50 {duration(timing.percentile_s(50))}, p95 {duration(timing.percentile_s(95))}",
        f"a warm verdict without the site {plain}",
        len(timing.seconds),
    )


def _behind_others(client: Client, samples: int) -> Timing:
    """Time submissions that each find 50 ahead of them: a new one comes whenever one is done."""

    def timed() -> float:
        began = time.perf_counter()
        client.verdict()
        return time.perf_counter() - began

    with ThreadPoolExecutor(WAITING + 1) as threads:
        every = [threads.submit(timed) for _ in range(WAITING + samples)]
        return Timing(tuple(future.result() for future in every[WAITING:]))


def _ready_await(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    said = []
    guard = threading.Timer(READY_LIMIT_S, process.kill)
    guard.start()
    try:
        for line in process.stdout:
            said.append(line)
            if line.startswith(READY_WORDS):
                # What it says from now on must not fill the pipe.
                threading.Thread(target=process.stdout.read, daemon=True).start()
                return
    finally:
        guard.cancel()
    raise SiteFailed("The site did not start:\n" + "".join(said))
