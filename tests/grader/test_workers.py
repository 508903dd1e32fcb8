"""What starts a worker, what keeps it from starting, and one real round trip."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pytest
from django.core.management import call_command
from django.db import connection

from exercises.format.exercise import Exercise as Folder
from exercises.models import Exercise
from grader.judging.devices import device_is_here
from grader.models import Grading, Worker
from tests.grader.conftest import Broker
from tests.grader.samples import rows_wait
from tests.grader.serving import Stream, serve

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sandbox]

ROOT = Path(__file__).resolve().parents[2]
WORKER = [sys.executable, "-m", "celery", "-A", "config", "worker", "--loglevel=INFO"]


def environment(broker: Broker, **changes: str) -> dict[str, str]:
    """Return what points another process at this test's database and broker."""
    url = urlsplit(os.environ["DATABASE_URL"])
    database_url = url._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": database_url,
        "BROKER_URL": broker.url,
        "DESCENT_LOCAL": "1",
        **changes,
    }


@contextmanager
def worker(broker: Broker) -> Iterator[None]:
    """Run a worker as `make run` does, until the block ends."""
    process = subprocess.Popen(
        [*WORKER, "-Q", "grade.cpu", "--pool=threads", "--concurrency=2", "-n", "test@%h"],
        cwd=ROOT,
        env=environment(broker),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines = []
    try:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            if " ready." in line:
                break
        else:
            pytest.fail("The worker did not start:\n" + "".join(lines))
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        rest, _ = process.communicate(timeout=60)
    assert process.returncode == 0, "".join(lines) + rest


def test_code_goes_all_the_way_round(broker: Broker, exercise: Exercise, folder: Folder) -> None:
    code = folder.solutions_correct[0].path.read_text()
    with serve() as server, worker(broker), httpx.Client(trust_env=False) as client:
        base = f"{server.url}/api/v1"
        token = client.post(f"{base}/guests").raise_for_status().json()["token"]
        client.headers["Authorization"] = f"Bearer {token}"
        rows_wait(1, name__startswith="test@", queues=["grade.cpu"])
        body = {"id": str(uuid4()), "code": code, "device": "cpu"}
        url = f"{base}/exercises/{exercise.slug}/submissions"
        accepted = client.post(url, json=body).raise_for_status().json()
        with Stream(server.url + accepted["events_url"]) as stream:
            messages = stream.until("done")
        read = client.get(f"{base}/submissions/{body['id']}").raise_for_status().json()
    done = messages[-1].data
    assert (done["verdict"], done["points"]) == ("passed", folder.max_points)
    finished = [message.data["id"] for message in messages if message.event == "check_finished"]
    assert finished == [check.id for check in folder.checks]
    same = done.keys() - {"events_url", "created_at"}
    assert {name: read[name] for name in same} == {name: done[name] for name in same}
    assert not Worker.objects.exists(), "What ends takes its row away."
    # The first ring was heard: the sweeper, which does not run here, was not needed.
    assert Grading.objects.get().fencing_token == 1


def test_a_worker_without_a_sandbox_does_not_start(broker: Broker, tmp_path: Path) -> None:
    ended = subprocess.run(
        [*WORKER, "-Q", "grade.cpu", "--pool=threads"],
        cwd=ROOT,
        # Without bubblewrap on its PATH.
        env=environment(broker, PATH=str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 1
    assert "This worker does not start." in ended.stderr
    assert "To mend it" in ended.stderr or "bubblewrap" in ended.stderr


@pytest.mark.skipif(device_is_here("cuda"), reason="this machine has CUDA")
def test_a_worker_for_a_device_that_is_not_there_does_not_start(broker: Broker) -> None:
    ended = subprocess.run(
        [*WORKER, "-Q", "grade.cpu,grade.cuda", "--pool=threads"],
        cwd=ROOT,
        env=environment(broker),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 1
    assert "this machine has no CUDA device" in ended.stderr
    assert "leave grade.cuda out of -Q" in ended.stderr
    assert not Worker.objects.exists()


def test_the_check_of_the_sandbox_prints_its_findings(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("sandbox_check")
    assert "this machine can grade" in capsys.readouterr().out


def test_the_check_says_how_to_mend_what_fails(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit) as ended:
        call_command("sandbox_check")
    assert ended.value.code == 1
    printed = capsys.readouterr()
    assert "To mend it" in printed.out
    assert "nothing is graded here" in printed.err


def test_web_processes_load_neither_sandbox_nor_numerics() -> None:
    program = (
        "import django, json, sys; django.setup(); import config.asgi, config.urls;"
        "names = ['numpy', 'scipy', 'torch', 'pyseccomp', 'grader.sandbox.pool'];"
        "print(json.dumps([name for name in names if name in sys.modules]))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert json.loads(ended.stdout) == []
