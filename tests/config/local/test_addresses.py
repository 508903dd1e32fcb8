"""Where the web server listens."""

import socket
from collections.abc import Iterator

import pytest

from config.local.addresses import PortTaken, host_and_port


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_host_and_port_are_honoured(monkeypatch: pytest.MonkeyPatch, taken: int) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    monkeypatch.setenv("HOST", "127.0.0.1")
    monkeypatch.setenv("PORT", str(free))
    assert host_and_port() == ("127.0.0.1", free)


def test_a_port_in_use_is_refused_with_a_way_out(
    monkeypatch: pytest.MonkeyPatch, taken: int
) -> None:
    monkeypatch.setenv("PORT", str(taken))
    with pytest.raises(PortTaken, match=f"Port {taken} is in use. Choose another"):
        host_and_port()


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(PortTaken, match="PORT must be a number from 1 to 65535"):
        host_and_port()


def test_without_a_port_the_first_free_one_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)
    host, first = host_and_port()
    with socket.socket() as server:
        server.bind((host, first))
        server.listen()
        assert host_and_port()[1] > first
