"""Runs one script in the sandbox and says how it ended. Default is error, as for submissions."""

from __future__ import annotations

import select
import signal
import socket
from dataclasses import dataclass
from typing import Literal

import msgspec

from grader.notebook.inside.messages import (
    ANSWER_LIMIT_BYTES,
    Answer,
    Drawing,
    Failure,
    Script,
)
from grader.sandbox.errors import SandboxError
from grader.sandbox.limits import MIB, Flavour, Limits
from grader.sandbox.pool import ZygotePool
from grader.sandbox.runs import Run, RunOutcome

ENTRY = "grader.notebook.inside.script:main"
FLAVOUR = Flavour("notebook")
READ_BYTES = 1 << 16
END_LIMIT_S = 20.0

# "passed": it came to its end; "failed": an assertion of its own did not hold.
ScriptVerdict = Literal["passed", "failed", "error", "timeout", "memory", "output limit"]


@dataclass(frozen=True)
class ScriptOutcome:
    """How a script ended, what it printed and what it drew.

    `line` is the cell's where one is known; `drawings` are as the process sent them, unclean.
    """

    verdict: ScriptVerdict
    message: str
    line: int | None
    traceback: str
    output: str
    drawings: tuple[Drawing, ...]
    time_s: float
    memory_bytes: int


def script_run(script: Script, *, zygotes: ZygotePool, limits: Limits) -> ScriptOutcome:
    """Run a script. Raises SandboxError for what is no fault of the script."""
    ours, theirs = socket.socketpair()
    with ours:
        run = zygotes.run(
            FLAVOUR,
            entry=ENTRY,
            payload=msgspec.msgpack.encode(script),
            channel=theirs,
            limits=limits,
        )
        data = _answer_read(run, ours)
    outcome = run.wait(END_LIMIT_S)
    if outcome is None:
        raise SandboxError("A script's run has no outcome.")
    answer = _answer_decode(data)
    verdict, message = _decide(outcome, answer, limits)
    failure = answer.failure if answer else None
    return ScriptOutcome(
        verdict=verdict,
        message=message,
        line=failure.line if failure and not failure.is_in_setup else None,
        traceback=failure.traceback if failure else "",
        output=outcome.output,
        drawings=tuple(answer.drawings) if answer else (),
        time_s=outcome.wall_time_s,
        memory_bytes=outcome.memory_bytes,
    )


def _answer_read(run: Run, channel: socket.socket) -> bytes | None:
    """Return what came until the run's end, or None where it was too much to be an answer."""
    data = bytearray()
    channel.settimeout(0)
    poll = select.poll()
    poll.register(run, select.POLLIN)
    poll.register(channel, select.POLLIN)
    while True:
        is_over = any(ready == run.fileno() for ready, _ in poll.poll())
        while piece := _piece(channel):
            data += piece
            if len(data) > ANSWER_LIMIT_BYTES:
                run.kill()
                return None
        if is_over:
            return bytes(data)
        if piece == b"":
            poll.unregister(channel)


def _piece(channel: socket.socket) -> bytes | None:
    """Return what is there now: nothing where the other end is closed, None where it waits."""
    try:
        return channel.recv(READ_BYTES)
    except BlockingIOError:
        return None
    except ConnectionResetError:
        return b""


def _answer_decode(data: bytes | None) -> Answer | None:
    try:
        return msgspec.msgpack.decode(data or b"", type=Answer)
    except (msgspec.DecodeError, RecursionError):
        return None


def _decide(
    outcome: RunOutcome, answer: Answer | None, limits: Limits
) -> tuple[ScriptVerdict, str]:
    broken = _limit_broken(outcome, limits)
    if broken is not None:
        return broken
    if outcome.killed_for is not None:
        return "error", "The code's process sent something that is no answer."
    if outcome.signal is not None:
        return "error", f"The code's process was ended by {_signal_name(outcome.signal)}."
    if outcome.exit_code != 0 or answer is None:
        return "error", f"The code ended its own process (exit status {outcome.exit_code})."
    return ("passed", "") if answer.failure is None else _failure_decide(answer.failure, limits)


def _limit_broken(outcome: RunOutcome, limits: Limits) -> tuple[ScriptVerdict, str] | None:
    if outcome.killed_for == "memory":
        return "memory", _over_memory(limits)
    if outcome.killed_for == "timeout" or outcome.signal == signal.SIGXCPU:
        return "timeout", f"The code took longer than the limit of {limits.wall_limit_s:g} s."
    if outcome.killed_for == "output limit":
        kib = limits.output_limit_bytes // 1024
        return "output limit", f"The code printed more than the limit of {kib} KiB."
    return None


def _failure_decide(failure: Failure, limits: Limits) -> tuple[ScriptVerdict, str]:
    if failure.kind == "MemoryError":
        return "memory", _over_memory(limits)
    if failure.kind == "AssertionError":
        return "failed", failure.message or "An assertion does not hold."
    where = " in the setup" if failure.is_in_setup else ""
    return "error", f"{failure.kind}{where}: {failure.message}".removesuffix(": ")


def _over_memory(limits: Limits) -> str:
    return f"The code used more memory than the limit of {limits.memory_limit_bytes // MIB} MiB."


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
