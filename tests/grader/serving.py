"""The real web server in a thread, and a reader of server-sent events."""

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

import httpx
import uvicorn

from config.asgi import application
from grader.progress.hub import Hub, hub_get

READ_LIMIT_S = 30
PINGS_LIMIT = 4


@dataclass
class Server:
    """A uvicorn of this process, on a port of its own."""

    url: str
    hub: Hub
    loop: asyncio.AbstractEventLoop


@contextmanager
def serve() -> Iterator[Server]:
    """Serve the whole site until the block ends."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        application, lifespan="off", ws="none", log_level="error", timeout_graceful_shutdown=1
    )
    uvicorn_server = uvicorn.Server(config)
    started: dict[str, Any] = {}
    is_started = threading.Event()

    async def main() -> None:
        started.update(hub=hub_get(), loop=asyncio.get_running_loop())
        is_started.set()
        try:
            await uvicorn_server.serve(sockets=[listener])
        finally:
            await hub_get().close()

    thread = threading.Thread(target=lambda: asyncio.run(main()), name="uvicorn")
    thread.start()
    try:
        assert is_started.wait(READ_LIMIT_S)
        yield Server(f"http://127.0.0.1:{listener.getsockname()[1]}", **started)
    finally:
        uvicorn_server.should_exit = True
        thread.join()


@dataclass(frozen=True)
class Message:
    """One server-sent event."""

    id: int | None
    event: str
    data: Any


class Stream:
    """An open stream; reading waits for the next message."""

    def __init__(self, url: str, **headers: str) -> None:
        self._client = httpx.Client(timeout=READ_LIMIT_S, trust_env=False)
        self._request = self._client.build_request("GET", url, headers=headers)

    def __enter__(self) -> Self:
        self.response = self._client.send(self._request, stream=True)
        self._lines = self.response.iter_lines()
        return self

    def __exit__(self, *error: object) -> None:
        self.response.close()
        self._client.close()

    def messages(self) -> Iterator[Message]:
        """Yield the messages until the server ends the stream."""
        fields: dict[str, str] = {}
        pings = 0
        for line in self._lines:
            if line.startswith(":"):
                pings += 1
                assert pings < PINGS_LIMIT, "Nothing has happened for a minute."
            elif line:
                name, _, value = line.partition(":")
                fields[name] = value.removeprefix(" ")
            elif "event" in fields:
                number = int(fields["id"]) if "id" in fields else None
                yield Message(number, fields["event"], json.loads(fields["data"]))
                fields, pings = {}, 0
            else:
                fields = {}

    def until(self, event: str) -> list[Message]:
        """Return the messages up to the first of this kind, which is the last."""
        found = []
        for message in self.messages():
            found.append(message)
            if message.event == event:
                return found
        raise AssertionError(f"The stream ended before {event!r}: {found}")
