"""A part of a lesson over HTTP: how long the server needs for the page of a learner who reads."""

import contextlib
import functools
import http.client
from collections.abc import Callable, Iterator

from grader.bench.rows import Effort, Row, Target, duration, timings_in_turn
from grader.bench.web import SiteFailed, site_running

GROUP = "A part of a lesson over HTTP"
PARTS = {
    "Second-Order Methods, part 2": "/lessons/second-order-methods/part-2/",
    "Second-Order Methods, part 3": "/lessons/second-order-methods/part-3/",
    "Optimization Landscape, part 2": "/lessons/optimization-landscape/part-2/",
    "Gradient Descent, part 3": "/lessons/gradient-descent/part-3/",
}
PLAIN = "/healthz"
LIMIT_MS = 30.0
# A 95th percentile needs more samples than a median, and a page takes little.
SAMPLES_FACTOR = 10
TIMEOUT_S = 30.0


def reading_rows(effort: Effort) -> Iterator[Row]:
    """Yield the time from request to the page's last byte for each part that can be read."""
    samples = effort.samples * SAMPLES_FACTOR
    with site_running() as address:
        connection = http.client.HTTPConnection(address, timeout=TIMEOUT_S)
        with contextlib.closing(connection):
            paths = (*PARTS.values(), PLAIN)
            runs: dict[str, Callable[[int], object]] = {
                path: functools.partial(_get, connection, path) for path in paths
            }
            timings = timings_in_turn(runs, Effort(samples=samples))
            sizes = {path: _get(connection, path) for path in PARTS.values()}
    for title, path in PARTS.items():
        p95_s = timings[path].percentile_s(95)
        yield Row(
            GROUP,
            title,
            p95_s * 1e3,
            "ms",
            f"p95 {duration(p95_s)}, p50 {timings[path]}, {sizes[path] / 1024:.0f} KiB",
            f"p95 of {PLAIN} {duration(timings[PLAIN].percentile_s(95))}",
            samples,
            Target("at most", LIMIT_MS),
        )


def _get(connection: http.client.HTTPConnection, path: str, _: int = 0) -> int:
    """Return the size of the body in bytes."""
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != http.client.OK:
        raise SiteFailed(f"{path} answered {answer.status}.")
    return len(body)
