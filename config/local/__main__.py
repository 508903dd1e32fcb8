"""`make run`: the whole site on one machine. Ctrl-C stops all of it."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from types import FrameType
from urllib.error import URLError

from config.environment import BASE_DIR, VAR_DIR
from config.local.addresses import PortTaken, host_and_port
from config.local.processes import Processes, ProcessFailed, fail
from config.local.services import (
    ServiceFailed,
    addresses_write,
    postgres_start,
    valkey_runs,
    valkey_start,
)
from frontend.build import build

READY_LIMIT_S = 120
POLL_S = 0.2
UVICORN_OPTIONS = (
    "--no-access-log",
    "--log-level=warning",
    "--lifespan=off",
    "--timeout-graceful-shutdown=3",
)


def main() -> None:
    """Start everything, say so, and wait for Ctrl-C."""
    # Also where whoever started this left SIGINT ignored, as a shell does for background jobs.
    signal.signal(signal.SIGINT, _interrupt)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        host, port = host_and_port()
    except PortTaken as error:
        fail(str(error))
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    processes: Processes | None = None
    try:
        environment = _services_start(url)
        _prepare(environment)
        processes = Processes(VAR_DIR / "log", environment)
        _site_start(processes, host, port)
        _wait_until_ready(processes, url, environment)
        print(f"Descent is ready at {url}", flush=True)
        while True:
            processes.check()
            time.sleep(1)
    except (ProcessFailed, ServiceFailed) as error:
        fail(str(error))
    except KeyboardInterrupt:
        _say("Stopping …")
    finally:
        if processes:
            processes.stop()


def _services_start(url: str) -> dict[str, str]:
    database_url, broker_url = os.environ.get("DATABASE_URL"), os.environ.get("BROKER_URL")
    if not broker_url and valkey_runs(VAR_DIR):
        fail("Descent already runs from this folder. Stop that one, or use another checkout.")
    if not database_url:
        _say("Starting PostgreSQL (the first start creates its data folder) …")
        database_url = postgres_start(VAR_DIR)
    if not broker_url:
        _say("Starting Valkey …")
        broker_url = valkey_start(VAR_DIR)
    addresses_write(VAR_DIR, database_url, broker_url)
    return {
        **os.environ,
        "DATABASE_URL": database_url,
        "BROKER_URL": broker_url,
        "DESCENT_LOCAL": "1",
        "SITE_URL": os.environ.get("SITE_URL", url),
        "ALLOWED_HOSTS": os.environ.get("ALLOWED_HOSTS", _allowed_hosts(url)),
        "PYTHONUNBUFFERED": "1",
    }


def _allowed_hosts(url: str) -> str:
    host = url.removeprefix("http://").rsplit(":", 1)[0]
    # 0.0.0.0 serves every address of this machine: whoever asks for that means it.
    return "*" if host in {"0.0.0.0", "[::]"} else f"127.0.0.1,localhost,[::1],{host}"  # noqa: S104


def _prepare(environment: dict[str, str]) -> None:
    _say("Building the front end (only what changed) …")
    try:
        build()
    except subprocess.CalledProcessError:
        fail("The front end was not built; the lines above say why.")
    for what, arguments in (
        ("Bringing the database up to date …", ["migrate", "--verbosity=0"]),
        ("Loading lessons and exercises …", ["load_content"]),
    ):
        _say(what)
        command = [sys.executable, str(BASE_DIR / "manage.py"), *arguments]
        if subprocess.run(command, env=environment, check=False).returncode:
            fail(f"`manage.py {' '.join(arguments)}` failed; the lines above say why.")


def _site_start(processes: Processes, host: str, port: int) -> None:
    _say("Starting the grading worker, the sweeper and the web server …")
    celery = [sys.executable, "-m", "celery", "-A", "config", "worker", "--loglevel=INFO"]
    pool = ["--pool=threads", "--concurrency"]
    uvicorn = [sys.executable, "-m", "uvicorn", "config.asgi:application", *UVICORN_OPTIONS]
    grading_threads = os.environ.get("GRADING_THREADS") or str(max(1, (os.cpu_count() or 2) - 1))
    processes.start(
        "worker",
        [*celery, "-Q", "grade.cpu", "-n", "grade-cpu@%h", *pool, grading_threads],
    )
    schedule = str(VAR_DIR / "celerybeat-schedule")
    # Two threads: the monthly fit takes minutes, and the sweeper must not wait for it.
    processes.start(
        "sweeper",
        [*celery, "-Q", "default", "-n", "default@%h", *pool, "2", "--beat", "-s", schedule],
    )
    processes.start(
        "web",
        [*uvicorn, "--host", host, "--port", str(port)],
        on_console=True,
    )


def _wait_until_ready(processes: Processes, url: str, environment: dict[str, str]) -> None:
    os.environ.update(environment)
    from config.celery import app

    deadline = time.monotonic() + READY_LIMIT_S
    while not (_web_answers(url) and len(app.control.ping(timeout=0.5) or ()) >= 2):
        processes.check()
        if time.monotonic() > deadline:
            logs = Path(VAR_DIR / "log")
            fail(f"Descent did not get ready in {READY_LIMIT_S} s. Its logs are in {logs}.")
        time.sleep(POLL_S)


def _web_answers(url: str) -> bool:
    address = f"{url}/healthz"
    with suppress(URLError, OSError), urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310
        return bool(answer.status == 200)
    return False


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    main()
