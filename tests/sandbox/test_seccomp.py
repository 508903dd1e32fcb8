"""The compiled filters do what the list says, for every system call, and so does the kernel."""

from __future__ import annotations

import errno
import itertools
import platform
import struct
from functools import cache

import pyseccomp
import pytest

from grader.sandbox.errors import SandboxError, SandboxUnavailable
from grader.sandbox.limits import Flavour
from grader.sandbox.seccomp import Row, rows_for, seccomp_program, seccomp_rows

ROLES = ("solution", "judge")
DEVICES = ("cpu", "cuda")
ARCHES = {"x86_64": pyseccomp.Arch.X86_64, "aarch64": pyseccomp.Arch.AARCH64}
PROFILES = list(itertools.product(ROLES, DEVICES, ARCHES))
FOREIGN_ARCHES = [pyseccomp.Arch.X86, pyseccomp.Arch.ARM, pyseccomp.Arch.RISCV64]
NUMBERS = range(501)
X32_CALL = 0x40000000
NO_ARGUMENTS = (0,) * 6

ALLOW, KILL = pyseccomp.ALLOW, pyseccomp.KILL_PROCESS
EPERM, ENOSYS = pyseccomp.ERRNO(errno.EPERM), pyseccomp.ERRNO(errno.ENOSYS)

# From the manual pages: what reaches other processes, the kernel or the host, by their sections.
_DANGEROUS_WORDS = """
    ptrace process_vm_readv process_vm_writev process_madvise process_mrelease kcmp pidfd_getfd
    pidfd_open pidfd_send_signal kill tkill rt_sigqueueinfo rt_tgsigqueueinfo migrate_pages
    move_pages
    fork vfork execve execveat setns unshare personality
    bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register io_setup
    io_submit seccomp landlock_create_ruleset landlock_restrict_self memfd_secret
    mount umount2 pivot_root chroot move_mount open_tree mount_setattr fsopen fsconfig fsmount
    fspick open_by_handle_at name_to_handle_at fanotify_init fanotify_mark inotify_init
    inotify_init1 inotify_add_watch
    add_key request_key keyctl
    socket socketpair connect bind listen accept accept4 setsockopt sendmmsg recvmmsg
    init_module finit_module delete_module create_module kexec_load kexec_file_load reboot swapon
    swapoff acct quotactl quotactl_fd syslog vhangup settimeofday clock_settime clock_adjtime
    adjtimex sethostname setdomainname iopl ioperm modify_ldt uselib nfsservctl lookup_dcookie
    shmget shmat shmctl semget semop semctl msgget msgsnd msgrcv mq_open mq_unlink
    setuid setgid setreuid setregid setresuid setresgid setfsuid setfsgid setgroups capset setsid
    setpgid setrlimit setpriority ioprio_set sched_setscheduler sched_setparam sched_setattr
    mlockall mlock2 timer_create timerfd_create
    mknod mknodat chown fchown lchown fchownat link linkat symlink symlinkat
    setxattr lsetxattr fsetxattr flock sync syncfs sync_file_range fadvise64 readahead
    splice tee vmsplice remap_file_pages
"""
DANGEROUS = _DANGEROUS_WORDS.split()


@cache
def instructions_of(role: str, device: str, architecture: str) -> list[tuple[int, int, int, int]]:
    return list(struct.iter_unpack("<HBBI", seccomp_program(role, device, architecture)))


def evaluate(
    instructions: list[tuple[int, int, int, int]],
    arch: int,
    number: int,
    arguments: tuple[int, ...] = NO_ARGUMENTS,
) -> int:
    """Return the filter's action as the kernel would find it (classic BPF, see seccomp(2))."""
    data = struct.pack("<IIQ6Q", number, arch, 0, *arguments)
    accumulator = position = 0
    while True:
        code, if_true, if_false, constant = instructions[position]
        position += 1
        match code:
            case 0x20:  # ld [k]
                accumulator = struct.unpack_from("<I", data, constant)[0]
            case 0x54:  # and #k
                accumulator &= constant
            case 0x06:  # ret #k
                return constant
            case 0x05:  # ja
                position += constant
            case 0x15:  # jeq
                position += if_true if accumulator == constant else if_false
            case 0x25:  # jgt
                position += if_true if accumulator > constant else if_false
            case 0x35:  # jge
                position += if_true if accumulator >= constant else if_false
            case 0x45:  # jset
                position += if_true if accumulator & constant else if_false
            case _:
                raise AssertionError(f"an instruction {code:#x} that is not known here")


def action_of(row: Row) -> int:
    numbers = {"allow": ALLOW, "kill": KILL, "ignore": pyseccomp.ERRNO(0)}
    return numbers.get(row.do) or pyseccomp.ERRNO(getattr(errno, row.errno))


def holds(row: Row, arguments: tuple[int, ...]) -> bool:
    return all(arguments[one.argument] & one.mask == one.value for one in row.when)


def wanted(rows: list[Row], arguments: tuple[int, ...] = NO_ARGUMENTS) -> int:
    """Return what the list says of a call that has these rows."""
    found = {action_of(row) for row in rows if holds(row, arguments)} or {EPERM}
    assert len(found) == 1, rows
    return found.pop()


def rows_by_number(role: str, device: str, architecture: str) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows_for(role, device):
        number = pyseccomp.resolve_syscall(ARCHES[architecture], row.call)
        if number >= 0:
            found.setdefault(number, []).append(row)
    return found


def arguments_near(row: Row) -> list[tuple[int, ...]]:
    """Return arguments for which a row holds, and those that differ from them by one bit."""
    exact = list(NO_ARGUMENTS)
    full = [2**64 - 1] * 6
    for one in row.when:
        exact[one.argument] = one.value
        full[one.argument] = one.value | (~one.mask & (2**64 - 1))
    near = [tuple(exact), tuple(full)]
    for argument, bit in itertools.product(range(6), range(64)):
        near.append((*exact[:argument], exact[argument] ^ (1 << bit), *exact[argument + 1 :]))
    return near


@pytest.mark.parametrize(("role", "device", "architecture"), PROFILES)
def test_every_number_gets_what_the_list_says(role, device, architecture):
    instructions = instructions_of(role, device, architecture)
    rows = rows_by_number(role, device, architecture)
    for number in NUMBERS:
        found = evaluate(instructions, ARCHES[architecture], number)
        assert found == wanted(rows.get(number, [])), (number, rows.get(number))


@pytest.mark.parametrize(("role", "device", "architecture"), PROFILES)
def test_every_argument_gets_what_the_list_says(role, device, architecture):
    instructions = instructions_of(role, device, architecture)
    conditional = {
        number: rows
        for number, rows in rows_by_number(role, device, architecture).items()
        if any(row.when for row in rows)
    }
    assert len(conditional) >= 8
    for number, rows in conditional.items():
        for row in rows:
            for arguments in arguments_near(row):
                found = evaluate(instructions, ARCHES[architecture], number, arguments)
                assert found == wanted(rows, arguments), (row, arguments)


@pytest.mark.parametrize(("role", "device", "architecture"), PROFILES)
def test_every_call_of_another_convention_kills(role, device, architecture):
    instructions = instructions_of(role, device, architecture)
    others = [arch for name, arch in ARCHES.items() if name != architecture]
    for arch, number in itertools.product([*others, *FOREIGN_ARCHES], NUMBERS):
        assert evaluate(instructions, arch, number) == KILL
    if architecture == "x86_64":
        for number in NUMBERS:
            assert evaluate(instructions, ARCHES[architecture], number | X32_CALL) == KILL


@pytest.mark.parametrize(("role", "device", "architecture"), PROFILES)
def test_what_is_dangerous_is_killed_or_denied(role, device, architecture):
    instructions = instructions_of(role, device, architecture)
    for name in DANGEROUS:
        number = pyseccomp.resolve_syscall(ARCHES[architecture], name)
        if number >= 0:
            assert evaluate(instructions, ARCHES[architecture], number) in (EPERM, KILL), name


@pytest.mark.parametrize(
    ("name", "arguments", "action"),
    [
        ("clone", (0x003D0F00,), ALLOW),  # what glibc asks for a thread
        ("clone", (17,), EPERM),
        ("clone", (0x003D0F00 | 0x10000000,), EPERM),  # and a user namespace
        ("clone", (0x003D0F00 | 0x80,), EPERM),  # and a time namespace
        ("clone3", (), ENOSYS),
        ("prctl", (15,), ALLOW),
        ("prctl", (4,), EPERM),  # PR_SET_DUMPABLE
        ("prctl", (22,), EPERM),  # PR_SET_SECCOMP
        ("prctl", (35,), EPERM),  # PR_SET_MM
        ("ioctl", (1, 0x5401), ALLOW),
        ("ioctl", (1, 0x5412), EPERM),  # TIOCSTI
        ("ioctl", (1, 0x100005401), EPERM),
        ("fcntl", (3, 4), ALLOW),
        ("fcntl", (3, 6), EPERM),  # F_SETLK
        ("fcntl", (3, 8), EPERM),  # F_SETOWN
        ("fcntl", (3, 1031), EPERM),  # F_SETPIPE_SZ
        ("prlimit64", (0, 9, 0), ALLOW),
        ("prlimit64", (1, 9, 0), EPERM),
        ("prlimit64", (0, 9, 0x7FFF0000), EPERM),
        ("sendto", (3, 0x1000, 8, 0x4000), ALLOW),
        ("sendto", (3, 0x1000, 8, 1), EPERM),  # MSG_OOB
        ("sendto", (3, 0x1000, 8, 0, 0x2000, 16), EPERM),
        ("recvfrom", (3, 0x1000, 8, 2), EPERM),  # MSG_PEEK
        ("recvmsg", (3, 0x1000, 0x40000000), ALLOW),
        ("recvmsg", (3, 0x1000, 2), EPERM),
        ("mmap", (0, 4096, 3, 0x22), ALLOW),
        ("mmap", (0, 4096, 3, 0x40022), EPERM),  # MAP_HUGETLB
        ("madvise", (0, 4096, 14), ALLOW),
        ("madvise", (0, 4096, 12), EPERM),  # MADV_MERGEABLE
        ("madvise", (0, 4096, 100), EPERM),  # MADV_HWPOISON
        ("fsync", (3,), pyseccomp.ERRNO(0)),
    ],
)
@pytest.mark.parametrize("architecture", ARCHES)
def test_a_call_of_the_solution(architecture, name, arguments, action):
    instructions = instructions_of("solution", "cpu", architecture)
    number = pyseccomp.resolve_syscall(ARCHES[architecture], name)
    arguments = (*arguments, *NO_ARGUMENTS)[:6]
    assert evaluate(instructions, ARCHES[architecture], number, arguments) == action


@pytest.mark.parametrize("architecture", ARCHES)
@pytest.mark.parametrize(
    ("name", "arguments"),
    [("memfd_create", ()), ("sendmsg", ()), ("fcntl", (3, 1033)), ("fcntl", (3, 1034))],
)
def test_only_the_judge_seals_memory_and_sends_it(architecture, name, arguments):
    number = pyseccomp.resolve_syscall(ARCHES[architecture], name)
    arguments = (*arguments, *NO_ARGUMENTS)[:6]
    for role, action in (("judge", ALLOW), ("solution", EPERM)):
        instructions = instructions_of(role, "cpu", architecture)
        assert evaluate(instructions, ARCHES[architecture], number, arguments) == action


def test_the_list_is_in_order():
    rows = seccomp_rows()
    assert len(rows) > 200
    calls = [
        (row.call, row.when, role, device)
        for row in rows
        for role, device in itertools.product(row.roles, row.devices)
    ]
    assert len(calls) == len(set(calls)), "a row stands twice"
    for row in rows:
        assert row.why.strip() == row.why
        assert not row.why.endswith("."), row
        assert row.do != "kill" or row.why.startswith("attack: "), row
        assert row.errno == "EPERM" or row.do == "deny", row
        resolved = [pyseccomp.resolve_syscall(arch, row.call) for arch in ARCHES.values()]
        assert max(resolved) >= 0, f"no architecture has {row.call}"


def test_an_architecture_without_a_list_is_refused():
    with pytest.raises(SandboxUnavailable, match="no system call list for riscv64"):
        seccomp_program("solution", "cpu", "riscv64")


@pytest.mark.parametrize(
    "text",
    [
        '[a]\nrows = [{ call = "read", do = "allow" }]',
        '[a]\nrows = [{ call = "read", do = "permit", why = "reading" }]',
        '[a]\nrows = [{ call = "read", do = "allow", why = "" }]',
        '[a]\nrows = [{ call = "read", do = "allow", why = "read", wenn = [] }]',
        "[a",
    ],
)
def test_a_list_that_cannot_be_read_is_refused(monkeypatch, tmp_path, text):
    path = tmp_path / "seccomp.toml"
    path.write_text(text)
    monkeypatch.setattr("grader.sandbox.seccomp._LIST", path)
    with pytest.raises(SandboxError, match=r"seccomp\.toml cannot be read"):
        seccomp_rows.__wrapped__()


def call_make(name: str, *arguments: int) -> str:
    """Return learner's code that makes a system call and returns errno, or 0."""
    number = pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name)
    values = ", ".join(str(argument) for argument in (number, *arguments))
    return (
        "import ctypes\n\n\ndef solve():\n    libc = ctypes.CDLL(None, use_errno=True)\n"
        f"    return ctypes.get_errno() if libc.syscall({values}) < 0 else 0\n"
    )


@pytest.mark.sandbox
@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (("socket", 1, 1, 0), errno.EPERM),
        (("memfd_create", 0, 0), errno.EPERM),
        (("sendmsg", 3, 0, 0), errno.EPERM),
        (("madvise", 0, 4096, 12), errno.EPERM),
        (("sched_setaffinity", 0, 0, 0), errno.EPERM),
        (("clone3", 0, 0), errno.ENOSYS),
        (("fsync", 99), 0),
        (("getpid",), 0),
        # Allowed, so that the kernel itself finds fault.
        (("recvmsg", 99, 0, 0), errno.EBADF),
    ],
)
def test_the_kernel_refuses_what_the_list_denies(sandbox, call, expected):
    play = sandbox.play(call_make(*call))
    assert (play.ending, play.value) == ("returned", expected)


@pytest.mark.sandbox
@pytest.mark.parametrize("name", ["personality", "unshare", "memfd_secret", "vmsplice"])
def test_the_kernel_kills_what_the_list_kills(sandbox, name):
    assert sandbox.play(call_make(name, 0, 0, 0, 0)).ending == "killed:SIGSYS"


@pytest.mark.sandbox
def test_a_judge_seals_memory(sandbox):
    code = """
import fcntl
import os


def solve():
    memory = os.memfd_create("sealed", os.MFD_ALLOW_SEALING)
    os.ftruncate(memory, 4096)
    fcntl.fcntl(memory, 1033, 15)
    return fcntl.fcntl(memory, 1034)
"""
    assert sandbox.play(code, flavour=Flavour("scipy", "judge")).value == 15
    assert sandbox.play(code).ending == "raised:PermissionError"


def test_this_machine_has_a_list():
    assert platform.machine() in ARCHES
