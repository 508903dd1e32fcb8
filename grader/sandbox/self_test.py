"""The host check: starts a real zygote and tries to escape from its runs. Fails closed."""

from __future__ import annotations

import signal
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from grader.inside.probe import ProbeOrder
from grader.sandbox.errors import SandboxError, SandboxUnavailable
from grader.sandbox.limits import MIB, Flavour, Limits
from grader.sandbox.pool import ZygotePool
from grader.sandbox.runs import RunOutcome

PROBE_ENTRY = "grader.inside.probe:main"
_FLAVOUR = Flavour("numpy")
_LIMITS = Limits(
    wall_limit_s=20.0,
    cpu_limit_s=20.0,
    memory_limit_bytes=64 * MIB,
    scratch_limit_bytes=4 * MIB,
    file_size_limit_bytes=2 * MIB,
    thread_limit=8,
)
_SHORT_LIMITS = Limits(wall_limit_s=0.2, memory_limit_bytes=64 * MIB)
_FOREIGN_MODULES = [
    "celery",
    "django",
    "exercises",
    "grader.judging",
    "grader.sandbox",
    "reference",
]
_KERNEL = "run the worker on a Linux kernel of at least 5.14 with seccomp and user namespaces"
_MOUNTS = "install bubblewrap 0.8 or newer, and keep the project's files out of system folders"
_USERS = (
    "give a root worker CAP_SETUID, CAP_SETGID and CAP_SETFCAP, "
    "or run the worker as an ordinary user"
)
_READABLE = "make the Python environment readable for everyone (chmod -R go+rX)"

# Attempt → what must hold, and how to mend it where it does not. All are made in one run.
_CONTAINED = {
    "host_files": ("the host's files cannot be read", _MOUNTS),
    "foreign_modules": ("only the allowed packages can be imported", _MOUNTS),
    "libraries": ("the allowed packages can be imported", _READABLE),
    "network": ("no socket can be opened", _KERNEL),
    "new_process": ("no process can be started", _KERNEL),
    "new_program": ("no program can be started", _KERNEL),
    "write_outside": ("nothing outside the scratch folder can be written", _MOUNTS),
    "descriptors": ("no descriptor of ours is inherited", _KERNEL),
    "privileges": ("no capability is left", _KERNEL),
    "scratch": ("the scratch folder is limited in size", _KERNEL),
    "file_size": ("files are limited in size", _KERNEL),
    "memory": ("memory is limited", _KERNEL),
    "threads": ("the number of threads is limited", _USERS),
}
# Attempts that must end their run, each in a run of its own.
_ENDING: dict[str, tuple[str, Callable[[RunOutcome], bool], Limits]] = {
    "mount": ("mount kills", lambda outcome: outcome.signal == signal.SIGSYS, _LIMITS),
    "unshare": ("unshare kills", lambda outcome: outcome.signal == signal.SIGSYS, _LIMITS),
    "ptrace": ("ptrace kills", lambda outcome: outcome.signal == signal.SIGSYS, _LIMITS),
    "endless_loop": (
        "a run over its time is killed",
        lambda outcome: outcome.killed_for == "timeout",
        _SHORT_LIMITS,
    ),
    "endless_output": (
        "a run over its output limit is killed",
        lambda outcome: outcome.killed_for == "output limit",
        _LIMITS,
    ),
}


@dataclass(frozen=True)
class Finding:
    """One property of the sandbox on this machine; `mend` is empty where it holds."""

    name: str
    holds: bool
    detail: str
    mend: str


def self_test() -> list[Finding]:
    """Check every property of the sandbox on this machine by trying to break it.

    Takes about two seconds. Raises nothing: what fails is a finding that does not hold.
    """
    try:
        with ZygotePool() as pool:
            pool.start(_FLAVOUR)
            return [
                Finding("a sandbox starts", holds=True, detail="", mend=""),
                *_contained_try(pool),
                *_ending_try(pool),
            ]
    except SandboxUnavailable as error:
        return [Finding("a sandbox starts", holds=False, detail=str(error), mend=str(error))]
    except SandboxError as error:
        return [Finding("the sandbox runs", holds=False, detail=str(error), mend=_KERNEL)]


def require_sandbox() -> None:
    """Raise SandboxUnavailable, saying what to mend, unless every finding holds."""
    broken = [finding for finding in self_test() if not finding.holds]
    if broken:
        reasons = "; ".join(f"{finding.name}: {finding.detail}" for finding in broken)
        mends = "; ".join(dict.fromkeys(finding.mend for finding in broken))
        raise SandboxUnavailable(
            f"The sandbox does not hold here ({reasons}). To mend it: {mends}."
        )


def _contained_try(pool: ZygotePool) -> Iterator[Finding]:
    with tempfile.NamedTemporaryFile() as secret:
        answer, outcome = _probe(pool, list(_CONTAINED), _LIMITS, _host_files(secret.name))
    try:
        achieved = msgspec.msgpack.decode(answer, type=dict[str, str])
    except msgspec.DecodeError:
        detail = f"it ended early: {outcome}"
        yield Finding("a run finishes its work", holds=False, detail=detail, mend=_KERNEL)
        return
    for attempt, (name, mend) in _CONTAINED.items():
        detail = achieved.get(attempt, "not tried")
        yield Finding(name, holds=not detail, detail=detail, mend=mend if detail else "")


def _ending_try(pool: ZygotePool) -> Iterator[Finding]:
    for attempt, (name, is_as_wanted, limits) in _ENDING.items():
        _, outcome = _probe(pool, [attempt], limits, [])
        holds = is_as_wanted(outcome)
        detail = "" if holds else f"the run ended otherwise: {outcome}"
        yield Finding(name, holds=holds, detail=detail, mend="" if holds else _KERNEL)


def _host_files(secret: str) -> list[str]:
    home = Path.home()
    files = [secret, __file__, str(Path(sys.prefix) / "pyvenv.cfg"), "/etc/passwd", "/etc/hostname"]
    files += ["/proc/self/status", "/proc/1/environ", "/sys/kernel/vmcoreinfo", "/run/utmp"]
    return files + [str(home / name) for name in (".bashrc", ".profile", ".netrc")]


def _probe(
    pool: ZygotePool, attempts: list[str], limits: Limits, host_files: list[str]
) -> tuple[bytes, RunOutcome]:
    order = ProbeOrder(
        attempts=attempts,
        host_files=host_files,
        foreign_modules=_FOREIGN_MODULES,
        memory_limit_bytes=limits.memory_limit_bytes,
        thread_limit=limits.thread_limit,
        scratch_limit_bytes=limits.scratch_limit_bytes,
    )
    ours, theirs = socket.socketpair()
    with ours:
        payload = msgspec.msgpack.encode(order)
        run = pool.run(_FLAVOUR, entry=PROBE_ENTRY, payload=payload, channel=theirs, limits=limits)
        with ours.makefile("rb") as stream:
            answer = stream.read()
        outcome = run.wait()
    if outcome is None:
        raise SandboxError("A run of the self-test has no outcome.")
    return answer, outcome
