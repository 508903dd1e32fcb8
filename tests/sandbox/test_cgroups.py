"""Each run has a control group of its own, which holds it, counts it, and goes with it."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from grader.inside.channel import Channel
from grader.inside.messages import Call, OracleCall, OracleReturn
from grader.sandbox.cgroups.discovery import (
    Found,
    hierarchies_read,
    own_folder,
    place_find,
    place_try,
)
from grader.sandbox.cgroups.groups import CgroupUnavailable, Place
from grader.sandbox.cgroups.version_2 import (
    Version2,
    processes_move,
)
from grader.sandbox.errors import SandboxError, SandboxUnavailable
from grader.sandbox.limits import MIB, Flavour, Limits
from grader.sandbox.pool import ZygotePool
from tests.sandbox.conftest import NUMPY, Sandbox

pytestmark = pytest.mark.sandbox

LIMITS = Limits(
    wall_limit_s=60.0,
    memory_limit_bytes=64 * MIB,
    scratch_limit_bytes=128 * MIB,
    thread_limit=8,
)
NOT_OFFERED = (
    "no group can be made in",
    "no hierarchy",
    "offers no memory controller",
    "is not delegated",
    "not to be seen",
)
LIMIT_FILES = ("memory.limit_in_bytes", "memory.max")
# On cuda there is no limit of the address space, so the group alone holds the run.
NO_ADDRESS_LIMIT = Flavour("numpy", device="cuda")
WAITS = "def solve(oracle):\n    return oracle(7) + 1\n"
# Within the address space limit and the scratch limit, but not within both together.
FILES_AND_MEMORY = """
held = bytearray(48 << 20)
def solve():
    for number in range(96):
        with open(f"file{number}", "wb") as file:
            file.write(bytes(1 << 20))
"""
FILES = """
def solve():
    for number in range(40):
        with open(f"file{number}", "wb") as file:
            file.write(bytes(1 << 20))
"""
BOMB = """
def solve():
    held = []
    while True:
        held.append(bytearray(1 << 20))
"""
WORKER = """
import socket, sys, threading
from grader.sandbox.limits import Flavour, Limits
from grader.sandbox.pool import ZygotePool
from grader.inside.channel import Channel
from grader.inside.messages import SolutionPayload, solution_payload_encode

pool = ZygotePool(memory_by=sys.argv[1])
ours, theirs = socket.socketpair()
pool.run(
    Flavour("numpy"),
    entry="grader.inside.solution:main",
    payload=solution_payload_encode(SolutionPayload(b"", 1 << 20)),
    channel=theirs,
    limits=Limits(),
)
Channel(ours, 1 << 20, side="judge").receive()
print(*pool.groups.place.groups_left(), sep="\\n")
print("end", flush=True)
threading.Event().wait()
"""
# Joins the group whose files are given, then forks until refused.
FORKS = """
import os, sys, time
for descriptor in map(int, sys.argv[1:]):
    os.write(descriptor, b"0")
started = 0
try:
    while started < 20:
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)
        started += 1
except BlockingIOError:
    pass
print(started, flush=True)
time.sleep(60)
"""


@pytest.fixture(scope="module", params=["cgroup v1", "cgroup v2"])
def grouped(request) -> Iterator[Sandbox]:
    """Return a sandbox whose runs are in groups of the version, where the machine has it."""
    try:
        pool = ZygotePool(memory_by=request.param)
    except SandboxUnavailable as error:
        skip_if_not_offered(str(error))
    with pool:
        yield Sandbox(pool)


@pytest.fixture(params=["cgroup v1", "cgroup v2"])
def place(request) -> Iterator[Place]:
    """Return a place for groups; of version 2 without controllers if need be."""
    if request.param == "cgroup v1":
        try:
            place = place_find("cgroup v1").place
        except SandboxUnavailable as error:
            skip_if_not_offered(str(error))
    else:
        place = unlimited_place()
    if place is None:
        pytest.skip("no hierarchy of version 2 that this user may write to")
    yield place
    place.close()


def skip_if_not_offered(reason: str) -> NoReturn:
    """Skip where the machine does not offer groups; that they fail otherwise is our own fault."""
    assert any(words in reason for words in NOT_OFFERED), reason
    pytest.skip(reason)


def unlimited_place() -> Place | None:
    """Return a place in the version 2 hierarchy that sets no limits, if one can be made."""
    for hierarchy in hierarchies_read(Path("/proc/self/mountinfo").read_text()):
        if hierarchy.version == 2:
            with contextlib.suppress(CgroupUnavailable, OSError):
                own = own_folder(hierarchy, Path("/proc/self/cgroup").read_text())
                return place_try(Version2(controllers=()), [own], own=own)
    return None


def forks_start(group) -> subprocess.Popen[str]:
    """Start a process that joins a group and forks there."""
    descriptors = group.join_open()
    process = subprocess.Popen(
        [sys.executable, "-c", FORKS, *map(str, descriptors)],
        pass_fds=descriptors,
        stdout=subprocess.PIPE,
        text=True,
    )
    for descriptor in descriptors:
        os.close(descriptor)
    return process


def wait_readable(process: subprocess.Popen[str]) -> str:
    """Return the first line of a process."""
    assert select.select([process.stdout], [], [], 60)[0]
    return process.stdout.readline().strip()


def test_memory_that_the_address_space_limit_does_not_see_is_limited(grouped):
    play = grouped.play(FILES_AND_MEMORY, limits=LIMITS)
    assert play.ending == "memory", play
    assert play.outcome.signal == signal.SIGKILL
    assert play.outcome.memory_bytes >= 64 * MIB
    assert grouped.pool.groups.place.groups_left() == []


def test_want_of_memory_around_a_run_is_not_its_fault(grouped):
    with ZygotePool(memory_by=grouped.pool.groups.place.kind) as pool:
        pool.start(NUMPY)
        around = pool.groups.place.folders[0]
        (limit,) = (around / name for name in LIMIT_FILES if (around / name).exists())
        limit.write_text(str(24 * MIB))
        with pytest.raises(SandboxError, match="out of memory"):
            Sandbox(pool).play(BOMB, limits=LIMITS)


def test_a_run_without_an_address_space_limit_is_held(grouped):
    play = grouped.play(BOMB, flavour=NO_ADDRESS_LIMIT, limits=LIMITS)
    assert play.ending == "memory", play


def test_a_learner_still_reads_memory_error_first(grouped):
    play = grouped.play(BOMB, limits=LIMITS)
    assert play.ending == "raised:MemoryError", play
    code = "def solve(n):\n    return len(bytearray(n))\n"
    assert grouped.play(code, (56 * MIB,), limits=LIMITS).value == 56 * MIB


def test_files_in_scratch_count_as_memory(grouped):
    idle = grouped.play("def solve(): pass\n", limits=LIMITS).outcome.memory_bytes
    play = grouped.play(FILES, limits=LIMITS)
    assert play.ending == "returned", play
    assert 40 * MIB <= play.outcome.memory_bytes - idle < 56 * MIB


def test_only_the_runs_process_is_in_its_group_and_the_group_goes_with_it(grouped, descendants):
    run, ours = grouped.start(WAITS, flavour=NUMPY, limits=LIMITS)
    with ours:
        Channel(ours, MIB, side="judge").receive()
        folders = grouped.pool.groups.place.groups_left()
        zygote = grouped.zygote_pid(NUMPY)
        for folder in folders:
            (pid,) = map(int, (folder / "cgroup.procs").read_text().split())
            assert pid in descendants(zygote)
        limits = {int((f / "pids.max").read_text()) for f in folders if (f / "pids.max").exists()}
        assert limits <= {LIMITS.thread_limit + 4}
    assert folders
    run.wait(60)
    assert not any(folder.exists() for folder in folders)


@pytest.mark.parametrize("end", ["killed", "zygote"])
def test_a_group_goes_with_a_run_that_is_ended(grouped, end):
    run, ours = grouped.start(WAITS, flavour=NUMPY, limits=LIMITS)
    with ours:
        Channel(ours, MIB, side="judge").receive()
        assert grouped.pool.groups.place.groups_left()
        if end == "killed":
            run.kill()
            assert run.wait(60).killed_for == "stopped"
        else:
            os.kill(grouped.zygote_pid(NUMPY), signal.SIGKILL)
            with pytest.raises(SandboxError):
                run.wait(60)
    assert grouped.pool.groups.place.groups_left() == []


def test_a_run_joins_a_group_of_version_2(place, descendants):
    if place.kind != "cgroup v2":
        pytest.skip("said of version 2, which may be here without the memory controller")
    with ZygotePool(memory_by="watch") as pool:
        pool.groups = Found(place, ())
        sandbox = Sandbox(pool)
        run, ours = sandbox.start(WAITS, flavour=NUMPY, limits=LIMITS)
        with ours:
            Channel(ours, MIB, side="judge").receive()
            (folder,) = place.groups_left()
            (pid,) = map(int, (folder / "cgroup.procs").read_text().split())
            assert pid in descendants(sandbox.zygote_pid(NUMPY))
        assert run.wait(60).exit_code == 0
        assert place.groups_left() == []


def test_a_run_is_unharmed_by_anothers_end(grouped):
    run, ours = grouped.start(WAITS, flavour=NUMPY, limits=LIMITS)
    with ours:
        channel = Channel(ours, MIB, side="judge", oracle_number=lambda _: 0)
        channel.receive()
        assert grouped.play(FILES_AND_MEMORY, limits=LIMITS).ending == "memory"
        channel.send(Call(id=1, function="solve"), ((abs,), {}))
        question = channel.receive().message
        assert isinstance(question, OracleCall)
        channel.send(OracleReturn(id=question.id), (41,))
        assert channel.receive().values == (42,)
    assert run.wait(60).exit_code == 0


def test_groups_of_a_dead_worker_are_swept_and_those_of_a_living_one_are_not(grouped, not_ended):
    kind = grouped.pool.groups.place.kind
    with subprocess.Popen(
        [sys.executable, "-c", WORKER, kind], stdout=subprocess.PIPE, text=True
    ) as worker:
        groups = [Path(line.strip()) for line in iter(worker.stdout.readline, "end\n")]
        place_find(kind).place.close()
        assert groups
        assert all(group.is_dir() for group in groups)
        pids = {int(pid) for pid in (groups[0] / "cgroup.procs").read_text().split()}
        worker.kill()
    assert all(group.is_dir() for group in groups)
    place_find(kind).place.close()
    assert not any(group.parent.exists() for group in groups)
    assert not_ended(pids) == set()


def test_a_closed_pool_leaves_nothing(grouped):
    with ZygotePool(memory_by=grouped.pool.groups.place.kind) as pool:
        folders = pool.groups.place.folders
        pool.start(NUMPY)
        assert all(folder.is_dir() for folder in folders)
    assert folders
    assert not any(folder.exists() for folder in folders)


def test_a_group_limits_its_tasks(place):
    group = place.group_make(memory_limit_bytes=1 << 30, task_limit=5)
    if not any((folder / "pids.max").exists() for folder in group.folders):
        group.remove()
        pytest.skip("no pids controller here")
    with forks_start(group) as process:
        assert wait_readable(process) == "4"
        group.remove()
    assert process.returncode == -signal.SIGKILL


def test_removing_a_group_kills_what_is_inside(place):
    group = place.group_make(memory_limit_bytes=1 << 30, task_limit=40)
    with forks_start(group) as process:
        assert wait_readable(process) == "20"
        pids = (group.folders[0] / "cgroup.procs").read_text().split()
        assert len(pids) == 21
        group.remove()
        assert process.wait(60) == -signal.SIGKILL
    assert place.groups_left() == []


def test_a_group_that_cannot_be_removed_fails_nothing(place, monkeypatch, caplog):
    monkeypatch.setattr("grader.sandbox.cgroups.groups._EMPTY_LIMIT_S", 0.0)
    group = place.group_make(memory_limit_bytes=1 << 30, task_limit=40)
    (group.folders[0] / "below").mkdir()
    group.remove()
    assert "could not be removed" in caplog.text
    (group.folders[0] / "below").rmdir()
    group.remove()
    assert place.groups_left() == []


def test_processes_are_moved_into_a_leaf(place):
    group = place.group_make(memory_limit_bytes=1 << 30, task_limit=40)
    leaf = place.group_make(memory_limit_bytes=1 << 30, task_limit=40)
    with forks_start(group) as process:
        wait_readable(process)
        processes_move(group.folders[0], leaf.folders[0])
        assert (group.folders[0] / "cgroup.procs").read_text() == ""
        assert str(process.pid) in (leaf.folders[0] / "cgroup.procs").read_text().split()
        leaf.remove()
        group.remove()
