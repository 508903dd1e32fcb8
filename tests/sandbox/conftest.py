"""A real pool of zygotes, and a way to play the judge for one call."""

from __future__ import annotations

import math
import os
import select
import signal
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from grader.inside.channel import Channel
from grader.inside.frames import ChannelClosed, FrameError
from grader.inside.messages import (
    Call,
    LoadFailed,
    OracleCall,
    OracleReturn,
    Raised,
    Return,
    SolutionPayload,
    solution_payload_encode,
)
from grader.sandbox.limits import MIB, Flavour, Limits
from grader.sandbox.pool import ZygotePool
from grader.sandbox.runs import Run, RunOutcome

ENTRY = "grader.inside.solution:main"
LIMITS = Limits(wall_limit_s=60.0, cpu_limit_s=30.0, memory_limit_bytes=256 * MIB)
NUMPY = Flavour("numpy")


@dataclass
class Play:
    """What came of one run of learner's code: what its process said, and what it cost."""

    outcome: RunOutcome
    said: object = None
    value: object = None
    mutated: list[object] = field(default_factory=list)
    malformed: bool = False
    oracle_calls: list[tuple[object, ...]] = field(default_factory=list)

    @property
    def ending(self) -> str:
        """Return the ending in the words of the hostile programs' `expects` line."""
        if self.outcome.killed_for is not None:
            return self.outcome.killed_for
        if self.malformed:
            return "malformed"
        if isinstance(self.said, Return):
            return "returned"
        if isinstance(self.said, LoadFailed):
            return f"load_failed:{self.said.kind}"
        if isinstance(self.said, Raised):
            return f"raised:{self.said.kind}"
        if self.outcome.signal is not None:
            return f"killed:{signal.Signals(self.outcome.signal).name}"
        return f"ended:{self.outcome.exit_code}"


class Sandbox:
    """The pool, with what tests need around it."""

    def __init__(self, pool: ZygotePool) -> None:
        self.pool = pool

    def start(
        self, code: str | bytes, *, flavour: Flavour, limits: Limits = LIMITS
    ) -> tuple[Run, socket.socket]:
        """Start a solution run; return it with the judge's end of its channel."""
        ours, theirs = socket.socketpair()
        data = code.encode() if isinstance(code, str) else code
        payload = solution_payload_encode(SolutionPayload(data, limits.frame_limit_bytes))
        run = self.pool.run(flavour, entry=ENTRY, payload=payload, channel=theirs, limits=limits)
        return run, ours

    def play(
        self,
        code: str | bytes,
        args: tuple[object, ...] = (),
        kwargs: dict[str, object] | None = None,
        *,
        function: str = "solve",
        flavour: Flavour = NUMPY,
        limits: Limits = LIMITS,
    ) -> Play:
        """Run code, call its function once, serve its oracles, and wait for the end."""
        run, ours = self.start(code, flavour=flavour, limits=limits)
        oracles: list[Callable[..., object]] = []

        def number(oracle: Callable[..., object]) -> int:
            oracles.append(oracle)
            return len(oracles) - 1

        play = Play(outcome=None)
        with ours:
            channel = Channel(ours, limits.frame_limit_bytes, side="judge", oracle_number=number)
            try:
                play.said = channel.receive().message
                if not isinstance(play.said, LoadFailed):
                    play.said = None
                    shared = channel.call(Call(id=1, function=function), args, kwargs or {})
                    try:
                        self._converse(channel, play, oracles)
                        changed = [*shared.mutated(), *play.said.mutated]
                        play.mutated = list(dict.fromkeys(changed))
                    finally:
                        if shared.memory is not None:
                            shared.memory.close()
            except ChannelClosed:
                pass
            except FrameError:
                play.malformed = True
                run.kill()
        outcome = run.wait(60.0)
        assert outcome is not None
        if play.malformed and outcome.killed_for == "stopped":
            outcome = RunOutcome(**{**vars(outcome), "killed_for": None})
        play.outcome = outcome
        return play

    def _converse(self, channel: Channel, play: Play, oracles: list[Callable[..., object]]) -> None:
        while True:
            message, values = channel.receive()
            if isinstance(message, OracleCall):
                arguments = values[0]
                assert isinstance(arguments, tuple)
                play.oracle_calls.append(arguments)
                answer = oracles[message.oracle](*arguments)
                channel.send(OracleReturn(id=message.id), (answer,))
                continue
            play.said = message
            play.value = values[0] if values else None
            return

    def zygote_pid(self, flavour: Flavour) -> int:
        """Return the pid of a flavour's zygote, started if need be."""
        self.pool.start(flavour)
        return self.pool._zygotes[flavour].pid


def descendants_of(pid: int) -> set[int]:
    """Return the pids of all processes that descend from a process, as /proc has them now."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            children.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(entry.name))
    found: set[int] = set()
    waiting = [pid]
    while waiting:
        for child in children.get(waiting.pop(), []):
            found.add(child)
            waiting.append(child)
    return found


def end_await(pids: set[int], limit_s: float = 20.0) -> set[int]:
    """Wait until the processes have ended; return those that have not within the limit."""
    deadline = time.monotonic() + limit_s
    left = set()
    for pid in pids:
        try:
            handle = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        ready, _, _ = select.select([handle], [], [], max(0.0, deadline - time.monotonic()))
        os.close(handle)
        if not ready:
            left.add(pid)
    return left


@pytest.fixture(scope="session")
def pool() -> Iterator[ZygotePool]:
    """Return the session's pool of zygotes."""
    # A zygote that an attack has cast doubt on stays, so that tests see it was none the worse.
    with ZygotePool(doubt_pause_s=math.inf) as pool:
        yield pool


@pytest.fixture(scope="session")
def sandbox(pool: ZygotePool) -> Sandbox:
    """Return the pool with what tests need around it."""
    return Sandbox(pool)


@pytest.fixture(scope="session")
def processes_left() -> Callable[[int], set[int]]:
    """Return a function that tells which descendants of a process do not end."""
    return lambda pid: end_await(descendants_of(pid))


@pytest.fixture(scope="session")
def descendants() -> Callable[[int], set[int]]:
    """Return a function that returns the pids of a process's descendants."""
    return descendants_of


@pytest.fixture(scope="session")
def not_ended() -> Callable[[set[int]], set[int]]:
    """Return a function that waits for processes to end and returns those that do not."""
    return end_await


@pytest.fixture
def two_loop_arguments() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return small arguments (g, S, Y) for the hostile programs."""
    rng = np.random.default_rng(0)
    return rng.standard_normal(6), rng.standard_normal((3, 6)), rng.standard_normal((3, 6))
