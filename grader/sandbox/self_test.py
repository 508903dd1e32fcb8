"""The host check: starts a real zygote and tries to escape from its runs. Fails closed."""

from __future__ import annotations

import contextlib
import select
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from grader.inside.probe import ProbeOrder
from grader.sandbox.cgroups.discovery import Found, MemoryBy
from grader.sandbox.errors import SandboxError, SandboxUnavailable
from grader.sandbox.in_force import in_force_get
from grader.sandbox.limits import MIB, Flavour, Limits
from grader.sandbox.pool import ZygotePool
from grader.sandbox.runs import RunOutcome

PROBE_ENTRY = "grader.inside.probe:main"
Level = Literal["holds", "advice", "broken"]

_FLAVOUR = Flavour("numpy")
_JUDGE = Flavour("numpy", "judge")
# There is no limit of the address space on cuda, so what else holds memory has to show itself.
_NO_ADDRESS_LIMIT = Flavour("numpy", device="cuda")
_END_LIMIT_S = 5.0
_LIMITS = Limits(
    wall_limit_s=20.0,
    cpu_limit_s=20.0,
    memory_limit_bytes=64 * MIB,
    scratch_limit_bytes=4 * MIB,
    file_size_limit_bytes=2 * MIB,
    thread_limit=8,
)
_FILES_LIMITS = Limits(wall_limit_s=20.0, memory_limit_bytes=64 * MIB, scratch_limit_bytes=80 * MIB)
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
_MEMORY = "leave the worker's control group to it alone, and /proc readable for its user"
_DELEGATE = (
    "give the worker a control group that it may divide, for instance as a systemd service with "
    "Delegate=memory pids on a machine with control groups of version 2"
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
    "control_groups": ("control groups are out of sight", _MOUNTS),
    "descriptors": ("no descriptor of ours is inherited", _KERNEL),
    "privileges": ("no capability is left", _KERNEL),
    "scratch": ("the scratch folder is limited in size", _KERNEL),
    "file_size": ("files are limited in size", _KERNEL),
    "memory": ("the address space is limited", _KERNEL),
    "threads": ("the number of threads is limited", _USERS),
}
# Attempts that must end their run, each in a run of its own.
_ENDING: dict[str, tuple[str, Callable[[RunOutcome], bool], Limits]] = {
    "mount": (
        "a run that calls mount is killed",
        lambda outcome: outcome.signal == signal.SIGSYS,
        _LIMITS,
    ),
    "unshare": (
        "a run that calls unshare is killed",
        lambda outcome: outcome.signal == signal.SIGSYS,
        _LIMITS,
    ),
    "ptrace": (
        "a run that calls ptrace is killed",
        lambda outcome: outcome.signal == signal.SIGSYS,
        _LIMITS,
    ),
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
    """One property of the sandbox on this machine.

    `level` is "holds", "advice" (it holds, and could be stronger) or "broken". `detail` is what was
    seen and `mend` what to do about it, both empty where all is well.
    """

    name: str
    level: Level
    detail: str = ""
    mend: str = ""

    @property
    def holds(self) -> bool:
        """Return whether the property holds, be it weakly."""
        return self.level != "broken"


@dataclass(frozen=True)
class SelfTest:
    """What is in force on this machine, {subject: words}, and what came of trying it."""

    in_force: dict[str, str]
    findings: list[Finding]

    @property
    def can_grade(self) -> bool:
        """Return whether every property holds."""
        return all(finding.holds for finding in self.findings)


def self_test(*, memory_by: MemoryBy | None = None) -> SelfTest:
    """Check every property of the sandbox on this machine by trying to break it.

    `memory_by` is as in ZygotePool. Takes about three seconds. Raises nothing: what fails is a
    finding that is broken.
    """
    groups = Found(None, ())
    try:
        with ZygotePool(memory_by=memory_by) as pool:
            groups = pool.groups
            pool.start(_FLAVOUR)
            findings = [
                Finding("a sandbox starts", "holds"),
                *_contained_try(pool),
                *_ending_try(pool),
                _judge_try(pool),
                *_memory_try(pool),
                _left_behind_look(pool),
            ]
    except SandboxUnavailable as error:
        findings = [_broken("a sandbox starts", *_mend_split(str(error)))]
    except SandboxError as error:
        mend = _MEMORY if "groups_join" in str(error) or "control group" in str(error) else _KERNEL
        findings = [_broken("the sandbox runs", str(error), mend)]
    return SelfTest(in_force_get(groups), findings)


def require_sandbox() -> None:
    """Raise SandboxUnavailable, saying what to mend, unless every finding holds."""
    broken = [finding for finding in self_test().findings if not finding.holds]
    if broken:
        reasons = "; ".join(f"{finding.name}: {finding.detail}" for finding in broken)
        mends = "; ".join(dict.fromkeys(finding.mend for finding in broken))
        raise SandboxUnavailable(
            f"The sandbox does not hold here ({reasons}). To mend it: {mends}."
        )


def _broken(name: str, detail: str, mend: str) -> Finding:
    return Finding(name, "broken", detail, mend)


def _finding(name: str, detail: str, mend: str) -> Finding:
    return _broken(name, detail, mend) if detail else Finding(name, "holds")


def _mend_split(message: str) -> tuple[str, str]:
    detail, _, mend = message.partition(" Mend: ")
    return detail, (mend or detail).rstrip(".")


def _contained_try(pool: ZygotePool) -> Iterator[Finding]:
    achieved, outcome = _contained_probe(pool, _FLAVOUR)
    if achieved is None:
        yield _broken("a run finishes its work", f"it ended early: {outcome}", _KERNEL)
        return
    for attempt, (name, mend) in _CONTAINED.items():
        yield _finding(name, achieved.get(attempt, "not tried"), mend)


def _contained_probe(
    pool: ZygotePool, flavour: Flavour
) -> tuple[dict[str, str] | None, RunOutcome]:
    with tempfile.NamedTemporaryFile() as secret:
        answer, outcome = _probe(
            pool, list(_CONTAINED), _LIMITS, _host_files(secret.name), flavour=flavour
        )
    with contextlib.suppress(msgspec.DecodeError):
        return msgspec.msgpack.decode(answer, type=dict[str, str]), outcome
    return None, outcome


def _ending_try(pool: ZygotePool) -> Iterator[Finding]:
    for attempt, (name, is_as_wanted, limits) in _ENDING.items():
        _, outcome = _probe(pool, [attempt], limits, [])
        yield _finding(name, "" if is_as_wanted(outcome) else _otherwise(outcome), _KERNEL)


def _otherwise(outcome: RunOutcome) -> str:
    return f"the run ended otherwise: {outcome}"


def _judge_try(pool: ZygotePool) -> Finding:
    """Judges run the authors' code, which is trusted less than ours: they are confined alike."""
    name = "a judge is confined like a learner's code"
    achieved, outcome = _contained_probe(pool, _JUDGE)
    if achieved is None:
        return _broken(name, f"its run ended early: {outcome}", _KERNEL)
    failed = {key for key in _CONTAINED if achieved.get(key, "not tried")}
    detail = "; ".join(f"not so: {_CONTAINED[key][0]}" for key in sorted(failed))
    return _finding(name, detail, "; ".join(dict.fromkeys(_CONTAINED[key][1] for key in failed)))


def _memory_try(pool: ZygotePool) -> Iterator[Finding]:
    _, outcome = _probe(pool, ["memory_bomb"], _LIMITS, [], flavour=_NO_ADDRESS_LIMIT)
    detail = "" if outcome.killed_for == "memory" else _otherwise(outcome)
    yield _finding("a run that takes more and more memory is killed", detail, _MEMORY)
    name = "memory and scratch files are limited together"
    if pool.groups.place is None:
        reasons = "; ".join(pool.groups.reasons) or "none was asked for"
        detail = f"each has its own limit: there is no control group ({reasons})"
        yield Finding(name, "advice", detail, _DELEGATE)
        return
    _, outcome = _probe(pool, ["files_and_memory"], _FILES_LIMITS, [])
    detail = "" if outcome.killed_for == "memory" else _otherwise(outcome)
    yield _finding(name, detail, _MEMORY)


def _left_behind_look(pool: ZygotePool) -> Finding:
    """Look for processes and control groups of the runs before; the last may be on their way."""
    deadline = time.monotonic() + _END_LIMIT_S
    while (left := _left_behind(pool)) and time.monotonic() < deadline:
        select.select([], [], [], 0.01)
    detail = " ".join(left)
    return _finding("nothing is left behind by runs that are over", detail, _KERNEL)


def _left_behind(pool: ZygotePool) -> list[str]:
    place = pool.groups.place
    left = [] if place is None else [str(folder) for folder in place.groups_left()]
    for pid in pool.zygote_pids():
        # Not every kernel has this file; then the groups have to do.
        with contextlib.suppress(FileNotFoundError):
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
            left += [f"process {child}" for child in children]
    return left


def _host_files(secret: str) -> list[str]:
    home = Path.home()
    files = [secret, __file__, str(Path(sys.prefix) / "pyvenv.cfg"), "/etc/passwd", "/etc/hostname"]
    files += ["/proc/self/status", "/proc/1/environ", "/sys/kernel/vmcoreinfo", "/run/utmp"]
    return files + [str(home / name) for name in (".bashrc", ".profile", ".netrc")]


def _probe(
    pool: ZygotePool,
    attempts: list[str],
    limits: Limits,
    host_files: list[str],
    *,
    flavour: Flavour = _FLAVOUR,
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
        run = pool.run(flavour, entry=PROBE_ENTRY, payload=payload, channel=theirs, limits=limits)
        with ours.makefile("rb") as stream:
            answer = stream.read()
        outcome = run.wait()
    if outcome is None:
        raise SandboxError("A run of the self-test has no outcome.")
    return answer, outcome
