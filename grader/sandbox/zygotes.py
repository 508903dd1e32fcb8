"""One zygote as the supervisor sees it: started, measured, asked for runs, killed."""

from __future__ import annotations

import os
import select
import socket
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import msgspec

from grader.inside.orders import ZygoteOrder, sender_pid
from grader.sandbox.command import command_make
from grader.sandbox.errors import SandboxError, SandboxUnavailable
from grader.sandbox.identity import Identity, IdMapping, identity_get
from grader.sandbox.keeper import Keeper
from grader.sandbox.limits import Flavour
from grader.sandbox.memory import PAGE_BYTES, Baseline, zygote_anonymous_bytes
from grader.sandbox.mounts import Mount
from grader.sandbox.renewal import Service
from grader.sandbox.seccomp import seccomp_program

_START_LIMIT_S = 120.0
_NUMPY = ["numpy", "numpy.random", "numpy.linalg"]
_SCIPY = [*_NUMPY, "scipy.linalg", "scipy.optimize", "scipy.sparse.linalg"]
_REHEARSAL = ("grader.inside.rehearsal:solution_rehearse",)
_NOTEBOOK = ("grader.notebook.inside.warming:warm", "grader.notebook.inside.script")
_MEND = (
    "allow unprivileged user namespaces (sysctl kernel.unprivileged_userns_clone=1, and on Ubuntu "
    "kernel.apparmor_restrict_unprivileged_userns=0), or in a container allow unshare and mount "
    "in its seccomp profile"
)


class ZygoteGone(SandboxError):
    """The zygote has died or was killed; another can be started."""


class Zygote:
    """A warm process. Thread-safe; `address_space_bytes` and `baseline` are its measures.

    `service` is for the pool to keep, under its own lock.
    """

    def __init__(
        self,
        flavour: Flavour,
        keeper: Keeper,
        *,
        mounts: Sequence[Mount] = (),
        preloads: Sequence[str] = (),
    ) -> None:
        self.flavour = flavour
        self.baseline = Baseline()
        self.service = Service()
        self._identity = identity_get()
        self._sending = threading.Lock()
        self._ending = threading.Lock()
        self._pidfd = -1
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 closed by kill()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        try:
            with theirs:
                self._process = _spawn(flavour, self._identity, keeper, theirs, mounts, self._log)
            self.pid = self._warm(preloads)
            self._pidfd = os.pidfd_open(self.pid)
            self.address_space_bytes = _address_space_bytes(self.pid)
            self.baseline = Baseline(anonymous_bytes=zygote_anonymous_bytes(self.pid))
            _single_thread_check(self.pid)
        except BaseException:
            self.kill()
            raise

    def run_start(self, descriptors: Sequence[int]) -> None:
        """Have a warden forked that holds copies of the descriptors. Raises ZygoteGone."""
        try:
            with self._sending:
                socket.send_fds(self._control, [b"run"], list(descriptors))
        except OSError as error:
            raise ZygoteGone("The zygote is gone.") from error

    def is_alive(self) -> bool:
        """Return whether the zygote's processes still exist."""
        with self._ending:
            if self._pidfd < 0 or self._process.poll() is not None:
                return False
            # Bubblewrap outlives the zygote by a moment; nothing can be forked from that.
            poll = select.poll()
            poll.register(self._pidfd, select.POLLIN)
            return not poll.poll(0)

    def kill(self) -> None:
        """Kill the zygote and everything inside; return when it is gone."""
        process = getattr(self, "_process", None)
        if process is not None:
            process.kill()
            process.wait()
        with self._ending:
            if self._pidfd >= 0:
                os.close(self._pidfd)
                self._pidfd = -1
        self._control.close()
        self._log.close()

    def _warm(self, preloads: Sequence[str]) -> int:
        own = _NOTEBOOK if self.flavour.name == "notebook" else _REHEARSAL
        order = ZygoteOrder(
            libraries=libraries_of(self.flavour),
            preloads=[*own, *preloads],
            seccomp_program=seccomp_program(self.flavour.role, self.flavour.device),
            run_uid=self._identity.run_uid,
        )
        self._control.settimeout(_START_LIMIT_S)
        try:
            self._control.send(msgspec.msgpack.encode(order))
            answer, ancillary, _, _ = self._control.recvmsg(64, socket.CMSG_SPACE(64))
        except OSError:
            answer, ancillary = b"", []
        if not answer:
            raise SandboxUnavailable(
                f"The sandbox did not start: {self._log_tail()} Mend: {_MEND}."
            )
        self._control.settimeout(None)
        pid = sender_pid(ancillary)
        if pid is None:
            raise SandboxError("The zygote's message came without credentials.")
        return pid

    def _log_tail(self) -> str:
        self._log.seek(0)
        return self._log.read()[-2000:].decode(errors="replace").strip() or "it said nothing."


def libraries_of(flavour: Flavour) -> list[str]:
    """Return the modules that a zygote of this flavour imports before it forks."""
    if flavour.name == "numpy":
        return _NUMPY
    if flavour.name == "scipy":
        return _SCIPY
    if flavour.name == "notebook":
        return [*_SCIPY, "torch"]
    # Learners' torch code seldom needs SciPy, and every fork would pay for it; references may.
    return [*(_SCIPY if flavour.role == "judge" else _NUMPY), "torch"]


def _spawn(
    flavour: Flavour,
    identity: Identity,
    keeper: Keeper,
    control: socket.socket,
    mounts: Sequence[Mount],
    log: IO[bytes],
) -> subprocess.Popen[bytes]:
    mapping = None if identity.id_map is None else IdMapping(identity.id_map)
    info_fds = None if mapping is None else (mapping.info_write, mapping.block_read)
    try:
        command = command_make(
            flavour,
            identity,
            control_fd=control.fileno(),
            extra_mounts=mounts,
            info_fds=info_fds,
        )
        descriptors = [control.fileno(), *(info_fds or ())]
        process = keeper.spawn(command, descriptors=descriptors, log=log)
    except BaseException as error:
        if mapping is not None:
            mapping.abandon()
        if isinstance(error, OSError):
            raise SandboxUnavailable(f"bwrap could not be started: {error}") from error
        raise
    try:
        if mapping is not None:
            mapping.complete()
    except BaseException:
        process.kill()
        process.wait()
        raise
    return process


def _address_space_bytes(pid: int) -> int:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[0])
    return pages * PAGE_BYTES


def _single_thread_check(pid: int) -> None:
    status = Path(f"/proc/{pid}/status").read_text()
    if "\nThreads:\t1\n" not in status:
        raise SandboxError("A library started a thread in the zygote; its forks would be broken.")
