"""Where the web server listens."""

import os
import socket
from contextlib import closing

PORTS_TO_TRY = 50


class PortTaken(Exception):
    """The port that was asked for is in use."""


def host_and_port() -> tuple[str, int]:
    """Return HOST and PORT; without PORT, the first free one from 8000 on."""
    host = os.environ.get("HOST") or "127.0.0.1"
    wanted = os.environ.get("PORT")
    if wanted:
        if not wanted.isdecimal() or not 0 < int(wanted) < 65536:
            raise PortTaken(f"PORT must be a number from 1 to 65535, not {wanted!r}.")
        if not _is_free(host, int(wanted)):
            raise PortTaken(f"Port {wanted} is in use. Choose another: `make run PORT=8010`.")
        return host, int(wanted)
    for port in range(8000, 8000 + PORTS_TO_TRY):
        if _is_free(host, port):
            return host, port
    raise PortTaken("No port from 8000 to 8049 is free. Choose one: `make run PORT=9000`.")


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
