"""Zygotes are replaced beside their runs: after enough of these, and after any doubt."""

from __future__ import annotations

import contextlib
import logging
import math
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.inside.channel import Channel
from grader.sandbox.errors import SandboxError
from grader.sandbox.limits import MIB, Flavour, Limits
from grader.sandbox.pool import ZygotePool
from grader.sandbox.renewal import Service
from grader.sandbox.zygotes import Zygote
from tests.sandbox.conftest import Sandbox, descendants_of

pytestmark = pytest.mark.sandbox
NUMPY = Flavour("numpy")
ONE = "def solve():\n    return 1\n"
WAITS = "def solve(): pass\n"
ATTACK = "import ctypes\ndef solve():\n    ctypes.CDLL(None).mount(0, 0, 0, 0, 0)\n"


class Watched(Sandbox):
    """A pool whose successors start when the test says so."""

    def __init__(self, pool: ZygotePool, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(pool)
        self.may_start = threading.Event()
        self.starts = 0
        begin = pool._zygote_start

        def start(flavour: Flavour) -> Zygote:
            self.starts += 1
            if self.starts > 1:
                assert self.may_start.wait(60)
            return begin(flavour)

        monkeypatch.setattr(pool, "_zygote_start", start)

    def renewal_await(self) -> None:
        """Let the successor start, and wait until it has taken over."""
        renewal = self.pool._renewals[NUMPY]
        self.may_start.set()
        renewal.join(60)
        assert not renewal.is_alive()


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Watched]]:
    with contextlib.ExitStack() as stack:

        def make(**settings: float) -> Watched:
            pool = stack.enter_context(ZygotePool(**settings))
            made = Watched(pool, monkeypatch)
            stack.callback(made.may_start.set)
            return made

        yield make


def test_a_zygote_is_replaced_after_its_runs_and_nobody_waits(watched, not_ended, caplog):
    caplog.set_level(logging.INFO, "grader.sandbox.pool")
    sandbox = watched(runs_per_zygote=3)
    before = sandbox.zygote_pid(NUMPY)
    for _ in range(6):
        # Beyond the third, a successor is due, and cannot start yet.
        assert sandbox.play(ONE).value == 1
        assert sandbox.zygote_pid(NUMPY) == before
    sandbox.renewal_await()
    assert not_ended({before}) == set()
    assert sandbox.zygote_pid(NUMPY) != before
    assert sandbox.play(ONE).value == 1
    assert sandbox.starts == 2
    assert "is replaced: it has started 3 runs" in caplog.text


def test_runs_in_flight_end_in_the_zygote_they_began_in(watched, not_ended):
    sandbox = watched(runs_per_zygote=2)
    before = sandbox.zygote_pid(NUMPY)
    run, ours = sandbox.start(WAITS, flavour=NUMPY)
    with ours:
        channel = Channel(ours, MIB, side="judge")
        channel.receive()
        assert sandbox.play(ONE).value == 1
        sandbox.renewal_await()
        assert sandbox.zygote_pid(NUMPY) != before
        assert sandbox.play(ONE).value == 1
        assert descendants_of(before), "the run that was in flight has gone"
    assert run.wait(60).exit_code == 0
    assert not_ended({before}) == set()


def test_an_attack_casts_doubt_on_its_zygote(watched, not_ended, caplog):
    caplog.set_level(logging.INFO, "grader.sandbox.pool")
    sandbox = watched(doubt_pause_s=0.0)
    before = sandbox.zygote_pid(NUMPY)
    for _ in range(3):
        assert sandbox.play(ATTACK).outcome.signal == signal.SIGSYS
    sandbox.renewal_await()
    assert sandbox.starts == 2, "more than one successor was started"
    assert not_ended({before}) == set()
    assert sandbox.zygote_pid(NUMPY) != before
    assert "a run was killed for a system call that only an attacker makes" in caplog.text


def test_attacks_cannot_keep_zygotes_starting(watched):
    sandbox = watched(doubt_pause_s=math.inf)
    before = sandbox.zygote_pid(NUMPY)
    for _ in range(3):
        assert sandbox.play(ATTACK).outcome.signal == signal.SIGSYS
    assert sandbox.play(ONE).value == 1
    assert sandbox.zygote_pid(NUMPY) == before
    assert sandbox.starts == 1


def test_a_doubt_is_kept_until_the_pause_is_over():
    service = Service(doubt="it lied")
    assert service.renewal_reason(runs_limit=5, doubt_pause_s=30.0) == ""
    service.began_at = time.monotonic() - 30.0
    assert service.renewal_reason(runs_limit=5, doubt_pause_s=30.0) == "it lied"


def test_a_dead_warden_casts_doubt_and_disturbs_no_other_run(watched, not_ended):
    sandbox = watched(doubt_pause_s=0.0)
    before = sandbox.zygote_pid(NUMPY)
    other, other_end = sandbox.start(WAITS, flavour=NUMPY)
    with other_end:
        Channel(other_end, MIB, side="judge").receive()
        earlier = children_of(before)
        run, ours = sandbox.start(WAITS, flavour=NUMPY)
        with ours:
            Channel(ours, MIB, side="judge").receive()
            (warden,) = children_of(before) - earlier
            os.kill(warden, signal.SIGKILL)
            with pytest.raises(SandboxError, match="warden died"):
                run.wait(60)
        sandbox.renewal_await()
        assert sandbox.zygote_pid(NUMPY) != before
    assert other.wait(60).exit_code == 0
    assert not_ended({before}) == set()


def test_a_run_that_could_not_be_confined_casts_doubt(watched):
    sandbox = watched(doubt_pause_s=0.0)
    before = sandbox.zygote_pid(NUMPY)
    # The kernel allows no process so many open files.
    with pytest.raises(SandboxError, match="could not be confined"):
        sandbox.play(ONE, limits=Limits(open_file_limit=1 << 40))
    sandbox.renewal_await()
    assert sandbox.zygote_pid(NUMPY) != before


def test_a_zygote_without_a_successor_goes_on(watched, monkeypatch, caplog):
    sandbox = watched(runs_per_zygote=1)
    before = sandbox.zygote_pid(NUMPY)

    def fail(flavour: Flavour) -> Zygote:
        sandbox.starts += 1
        raise SandboxError("no room")

    monkeypatch.setattr(sandbox.pool, "_zygote_start", fail)
    threads = set(threading.enumerate())
    assert sandbox.play(ONE).value == 1
    for thread in set(threading.enumerate()) - threads:
        thread.join(60)
    assert "has no successor yet: no room" in caplog.text
    for _ in range(3):
        assert sandbox.play(ONE).value == 1
    assert sandbox.zygote_pid(NUMPY) == before
    assert sandbox.starts == 2, "the next try did not wait"


def zygotes_start(pool: ZygotePool, spawns: int, refused: list[SandboxError]) -> None:
    """Have one zygote started, or also its successor, and tell of a refusal."""
    try:
        pool.start(NUMPY)
        if spawns == 2:
            Sandbox(pool).play(ONE)
    except SandboxError as error:
        refused.append(error)


@pytest.mark.parametrize("spawns", [1, 2], ids=["the first", "a successor"])
def test_closing_while_a_zygote_starts_leaves_no_process(not_ended, monkeypatch, spawns):
    spawned = []
    is_spawned, is_closing = threading.Event(), threading.Event()
    refused: list[SandboxError] = []
    with ZygotePool(runs_per_zygote=1) as pool:
        spawn, await_starts = pool._keeper.spawn, pool._starts_await

        def watch(*arguments: object, **options: object) -> object:
            process = spawn(*arguments, **options)
            spawned.append(process)
            if len(spawned) == spawns:
                is_spawned.set()
                assert is_closing.wait(60)
            return process

        def tell() -> None:
            is_closing.set()
            await_starts()

        monkeypatch.setattr(pool._keeper, "spawn", watch)
        monkeypatch.setattr(pool, "_starts_await", tell)
        player = threading.Thread(target=zygotes_start, args=(pool, spawns, refused))
        player.start()
        assert is_spawned.wait(60)
        if spawns == 2:
            player.join(60)
        started = set().union(*(descendants_of(each.pid) | {each.pid} for each in spawned))
    # Closing has waited for whoever was starting a zygote, and they have reaped it.
    assert all(process.returncode is not None for process in spawned)
    assert pool._renewals == {}
    assert not_ended(started) == set()
    player.join(60)
    assert len(refused) == (spawns == 1)


def test_many_threads_share_zygotes_that_are_replaced_all_the_time(not_ended, monkeypatch, caplog):
    zygotes = set()
    values = []

    def work(pool: ZygotePool) -> None:
        codes = [f"def solve():\n    return {number}\n" for number in range(6)]
        values.extend(Sandbox(pool).play(code).value for code in codes)

    with ZygotePool(runs_per_zygote=4) as pool:
        begin = pool._zygote_start

        def start(flavour: Flavour) -> Zygote:
            zygote = begin(flavour)
            zygotes.add(zygote.pid)
            return zygote

        monkeypatch.setattr(pool, "_zygote_start", start)
        threads = [threading.Thread(target=work, args=(pool,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        # The runs may all be over before the first successor is warm.
        for renewal in list(pool._renewals.values()):
            renewal.join()
    assert sorted(values) == sorted([*range(6)] * 4)
    assert len(zygotes) > 1
    assert "dropped" not in caplog.text
    assert "no successor" not in caplog.text
    assert not_ended(zygotes) == set()


def children_of(pid: int) -> set[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return {int(child) for child in found.split()}
