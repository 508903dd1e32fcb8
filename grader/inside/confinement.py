"""The steps that confine a run's process, each irrevocable, taken before its entry is called."""

from __future__ import annotations

import ctypes
import fcntl
import os
import resource
import signal

from grader.inside.orders import RunOrder

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000
RUN_NAMESPACES = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS

SCRATCH = "/tmp"  # noqa: S108 the run's own tmpfs
OUTPUT_FD, CHANNEL_FD, REPORT_FD, SETUP_FD = 1, 3, 4, 5

_MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_REC, _MS_PRIVATE = 2, 4, 8, 0x4000, 0x40000
_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_CAPBSET_DROP = 1, 22, 24
_PR_SET_NO_NEW_PRIVS, _PR_CAP_AMBIENT = 38, 47
_PR_CAP_AMBIENT_CLEAR_ALL = 4
_SECCOMP_MODE_FILTER = 2
_CAPABILITY_VERSION_3 = 0x20080522
_STACK_LIMIT_BYTES = 8 << 20
_SCRATCH_FILE_LIMIT = 4096
_PENDING_SIGNAL_LIMIT = 64

_libc = ctypes.CDLL(None, use_errno=True)


class _SeccompProgram(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


def _check(result: int, step: str) -> None:
    if result != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{step}: {os.strerror(code)}")


def namespaces_enter(flags: int) -> None:
    """Leave the current namespaces of the given kinds for new ones. Raises OSError."""
    _check(_libc.unshare(ctypes.c_int(flags)), f"unshare {flags:#x}")


def groups_join(descriptors: list[int]) -> None:
    """Move this process into the control groups whose lists of members are open. Raises OSError."""
    for descriptor in descriptors:
        os.write(descriptor, b"0")


def descriptors_keep(output: int, channel: int, report: int | None, setup: int) -> None:
    """Move the given descriptors to their fixed numbers and close every other."""
    wanted = {OUTPUT_FD: output, CHANNEL_FD: channel, SETUP_FD: setup}
    if report is not None:
        wanted[REPORT_FD] = report
    # Out of the way first, so that no move overwrites one that is still to come.
    parked = {to: fcntl.fcntl(fd, fcntl.F_DUPFD, 16) for to, fd in wanted.items()}
    os.closerange(0, min(parked.values()))
    # The lowest free number, so this is the run's own standard input.
    os.open(os.devnull, os.O_RDONLY)
    for to, fd in parked.items():
        os.dup2(fd, to, inheritable=False)
    os.dup2(OUTPUT_FD, 2, inheritable=False)
    os.closerange(SETUP_FD + 1, 2**31 - 1)


def scratch_mount(limit_bytes: int) -> None:
    """Give this mount namespace a private, empty, size-limited scratch folder and go there."""
    _check(_libc.mount(None, b"/", None, _MS_REC | _MS_PRIVATE, None), "make mounts private")
    options = f"size={limit_bytes},nr_inodes={_SCRATCH_FILE_LIMIT},mode=1777".encode()
    flags = _MS_NOSUID | _MS_NODEV | _MS_NOEXEC
    _check(_libc.mount(b"tmpfs", SCRATCH.encode(), b"tmpfs", flags, options), "mount scratch")
    os.chdir(SCRATCH)


def limits_set(order: RunOrder) -> None:
    """Set the run's resource limits, hard and soft alike."""
    limits = {
        resource.RLIMIT_CPU: order.cpu_limit_s,
        resource.RLIMIT_FSIZE: order.file_size_limit_bytes,
        resource.RLIMIT_NOFILE: order.open_file_limit,
        resource.RLIMIT_NPROC: order.thread_limit,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
        # Each pending signal and timer takes kernel memory that no other limit counts.
        resource.RLIMIT_SIGPENDING: _PENDING_SIGNAL_LIMIT,
    }
    if order.address_space_bytes is not None:
        limits[resource.RLIMIT_AS] = order.address_space_bytes
    for kind, limit in limits.items():
        resource.setrlimit(kind, (limit, limit))
    soft, _ = resource.getrlimit(resource.RLIMIT_STACK)
    stack = _STACK_LIMIT_BYTES if soft == resource.RLIM_INFINITY else min(soft, _STACK_LIMIT_BYTES)
    resource.setrlimit(resource.RLIMIT_STACK, (stack, stack))


def identity_drop(run_uid: int | None) -> None:
    """Become nobody in particular, in a user namespace that owns none of the others.

    Threads are counted by user and user namespace, so the thread limit is this run's alone.
    """
    if run_uid is not None:
        os.setgroups([])
        os.setresgid(run_uid, run_uid, run_uid)
        os.setresuid(run_uid, run_uid, run_uid)
    namespaces_enter(CLONE_NEWUSER)


def parent_follow() -> None:
    """Be killed when the warden dies. A change of identity undoes this, so it comes after."""
    _check(_libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0), "follow the warden")


def privileges_drop() -> None:
    """Give up every capability, the bounding set, and the right to regain any."""
    capability = 0
    while _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) == 0:
        capability += 1
    _check(_libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0), "clear ambient")
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    _check(_libc.capset(header, (ctypes.c_uint32 * 6)()), "drop capabilities")
    _check(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no new privileges")


def seccomp_load(program: bytes) -> None:
    """Load a BPF program (8 bytes an instruction) as this process's system call filter."""
    filter_program = _SeccompProgram(len(program) // 8, program)
    reference = ctypes.byref(filter_program)
    _check(_libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, reference, 0, 0), "load seccomp")


def confine(order: RunOrder, *, run_uid: int | None, seccomp_program: bytes) -> None:
    """Confine this process, the first of its pid namespace. Raises OSError."""
    os.setsid()
    scratch_mount(order.scratch_limit_bytes)
    identity_drop(run_uid)
    parent_follow()
    limits_set(order)
    privileges_drop()
    seccomp_load(seccomp_program)
