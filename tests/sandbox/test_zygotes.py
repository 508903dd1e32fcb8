"""Zygotes are confined, replaced when they die, and die with their worker."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from grader.inside.channel import Channel
from grader.sandbox.errors import SandboxError
from grader.sandbox.limits import MIB, Flavour, Limits
from grader.sandbox.mounts import Mount, code_mount
from grader.sandbox.pool import ZygotePool

pytestmark = pytest.mark.sandbox
NUMPY = Flavour("numpy")
WAITS = "def solve(): pass\n"
JUDGE = """
import importlib.util

def main(payload, channel, report):
    names = [name for name in ("grader.judging", "django") if importlib.util.find_spec(name)]
    report.sendall(payload.upper() + b" " + channel.recv(99) + repr(names).encode())
"""
WORKER = """
import socket, sys, threading
from grader.sandbox.limits import Flavour, Limits
from grader.sandbox.pool import ZygotePool
from grader.inside.channel import Channel
from grader.inside.messages import Call, SolutionPayload, solution_payload_encode

pool = ZygotePool()
ours, theirs = socket.socketpair()
code = b"def solve():\\n    while True: pass\\n"
pool.run(
    Flavour("numpy"),
    entry="grader.inside.solution:main",
    payload=solution_payload_encode(SolutionPayload(code, 1 << 20)),
    channel=theirs,
    limits=Limits(),
)
channel = Channel(ours, 1 << 20, side="judge")
channel.receive()
channel.send(Call(id=1, function="solve"), ((), {}))
print(pool._zygotes[Flavour("numpy")]._process.pid, flush=True)
threading.Event().wait()
"""


@pytest.fixture
def waiting(sandbox, processes_left):
    """Return a run that waits for the judge, with the warden's and its own pid."""
    zygote = sandbox.zygote_pid(NUMPY)
    assert processes_left(zygote) == set()
    run, ours = sandbox.start(WAITS, flavour=NUMPY)
    Channel(ours, MIB, side="judge").receive()
    (warden,) = children_of(zygote)
    (process,) = children_of(warden)
    yield run, warden, process
    ours.close()
    with contextlib.suppress(SandboxError):
        run.wait(60)


def children_of(pid: int) -> list[int]:
    """Return the pids of a process's children."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in found.split()]


def status_of(pid: int) -> dict[str, str]:
    """Return /proc's status of a process as a dict."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return {name: text.strip() for name, _, text in (line.partition(":") for line in lines)}


def test_a_run_has_no_privilege_left(waiting):
    status = status_of(waiting[2])
    for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
        assert int(status[name], 16) == 0, name
    assert status["NoNewPrivs"] == "1"
    assert status["Seccomp"] == "2"
    assert "0" not in status["Uid"].split()
    assert "0" not in status["Gid"].split()
    assert status["NSpid"].split()[-1] == "1"


def test_a_run_has_a_session_and_a_process_group_of_its_own(waiting):
    process = waiting[2]
    assert (os.getsid(process), os.getpgid(process)) == (process, process)


def test_a_run_shares_no_namespace_with_its_zygote_or_us(sandbox, waiting):
    run = waiting[2]
    for other in (sandbox.zygote_pid(NUMPY), os.getpid()):
        for kind in ("mnt", "pid", "net", "ipc", "uts", "user"):
            ours = Path(f"/proc/{other}/ns/{kind}").readlink()
            assert Path(f"/proc/{run}/ns/{kind}").readlink() != ours, kind


def test_a_run_holds_its_channel_and_its_output_and_nothing_else(waiting):
    links = {int(fd.name): str(fd.readlink()) for fd in Path(f"/proc/{waiting[2]}/fd").iterdir()}
    assert sorted(links) == [0, 1, 2, 3]
    assert links[0] == "/dev/null"
    assert links[1] == links[2]
    assert links[1].startswith("pipe:")
    assert links[3].startswith("socket:")


def test_a_zygote_has_one_thread_and_no_shared_memory(sandbox):
    for name in ("numpy", "scipy", "torch", "notebook"):
        zygote = sandbox.zygote_pid(Flavour(name))
        assert status_of(zygote)["Threads"] == "1"
        maps = Path(f"/proc/{zygote}/maps").read_text()
        assert not re.search(r" rw.s ", maps), name


@pytest.mark.parametrize("name", ["numpy", "notebook"])
def test_everything_mounted_in_a_zygote_is_read_only_or_a_device(sandbox, name):
    zygote = sandbox.zygote_pid(Flavour(name))
    table = Path(f"/proc/{zygote}/mountinfo").read_text().splitlines()
    for line in table:
        point, options = line.split()[4:6]
        assert options.split(",")[0] == "ro" or point.startswith("/dev/"), line


def test_a_killed_zygote_is_replaced(sandbox, waiting):
    run = waiting[0]
    before = sandbox.zygote_pid(NUMPY)
    os.kill(before, signal.SIGKILL)
    with pytest.raises(SandboxError):
        run.wait(60)
    assert sandbox.play("def solve():\n    return 1\n").value == 1
    assert sandbox.zygote_pid(NUMPY) != before


def test_a_run_dies_with_its_warden(sandbox, waiting, not_ended, monkeypatch):
    run, warden, process = waiting
    zygote = sandbox.zygote_pid(NUMPY)
    # Without this the zygote would be dropped too, and the run with it.
    monkeypatch.setattr(sandbox.pool, "_zygote_drop", lambda _: None)
    os.kill(warden, signal.SIGKILL)
    assert not_ended({process}) == set()
    with pytest.raises(SandboxError):
        run.wait(60)
    assert sandbox.play("def solve():\n    return 1\n").value == 1
    assert sandbox.zygote_pid(NUMPY) == zygote


def test_a_stopped_warden_costs_its_zygote(sandbox, waiting, not_ended, monkeypatch):
    monkeypatch.setattr("grader.sandbox.runs._GRACE_S", 0.2)
    before = sandbox.zygote_pid(NUMPY)
    run, ours = sandbox.start(WAITS, flavour=NUMPY)
    with ours:
        Channel(ours, MIB, side="judge").receive()
        (warden,) = set(children_of(before)) - {waiting[1]}
        os.kill(warden, signal.SIGSTOP)
        run.kill()
        with pytest.raises(SandboxError):
            run.wait(60)
    assert not_ended({before, warden}) == set()
    assert sandbox.zygote_pid(NUMPY) != before


def test_everything_dies_with_the_worker(descendants, not_ended):
    with subprocess.Popen(
        [sys.executable, "-c", WORKER], stdout=subprocess.PIPE, text=True
    ) as worker:
        bwrap = int(worker.stdout.readline())
        started = {bwrap, *descendants(bwrap)}
        worker.kill()
    assert len(started) >= 4
    assert not_ended(started) == set()


def test_a_judge_sees_its_own_mounts_and_a_solution_does_not(tmp_path, sandbox):
    source = tmp_path / "judge_of_test.py"
    source.write_text(JUDGE)
    (tmp_path / "judging").mkdir()
    mounts = (
        code_mount(source, "judge_of_test"),
        code_mount(tmp_path / "judging", "grader.judging"),
    )
    with ZygotePool(judge_mounts=mounts, judge_preloads=("judge_of_test",)) as pool:
        channel, channel_theirs = socket.socketpair()
        report, report_theirs = socket.socketpair()
        with channel, report:
            run = pool.run(
                Flavour("numpy", "judge"),
                entry="judge_of_test:main",
                payload=b"payload",
                channel=channel_theirs,
                report=report_theirs,
                limits=Limits(wall_limit_s=60.0),
            )
            channel.sendall(b"channel ")
            with report.makefile("rb") as stream:
                assert stream.read() == b"PAYLOAD channel ['grader.judging']"
            assert run.wait(60).exit_code == 0
    assert sandbox.play("import judge_of_test\n").ending == "load_failed:ModuleNotFoundError"


def test_a_closed_pool_starts_nothing(sandbox):
    pool = ZygotePool()
    pool.close()
    ours, theirs = socket.socketpair()
    with ours, pytest.raises(SandboxError):
        pool.run(NUMPY, entry="x:y", payload=b"", channel=theirs, limits=Limits())


def test_a_mount_names_what_can_be_imported(tmp_path):
    file = tmp_path / "lbfgs.py"
    file.touch()
    assert code_mount(tmp_path, "a.b") == Mount(tmp_path, "/descent/code/a/b")
    assert code_mount(file, "reference.lbfgs").target == "/descent/code/reference/lbfgs.py"
