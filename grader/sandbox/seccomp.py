"""The system call filter of a run, compiled to BPF by libseccomp outside the sandbox.

Default-deny: what is not listed here fails with EPERM, so that honest code sees an ordinary
PermissionError; what only an attack has a use for kills the process.
"""

from __future__ import annotations

import errno
import functools
import tempfile
from typing import Any

from grader.sandbox.errors import SandboxUnavailable

# Memory, threads, time, signals to itself, and files within its own mounts.
_ALLOWED = """
    brk mmap munmap mremap mprotect madvise msync membarrier rseq
    futex futex_waitv set_robust_list get_robust_list set_tid_address sched_yield
    sched_getaffinity sched_getparam sched_getscheduler sched_get_priority_max
    sched_get_priority_min getpriority gettid getpid getppid getuid geteuid getgid getegid
    getresuid getresgid getgroups getpgrp getpgid getsid getrusage times sysinfo uname getcpu
    capget getrandom arch_prctl
    clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time getitimer setitimer
    alarm pause timer_create timer_settime timer_gettime timer_getoverrun timer_delete
    rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigsuspend rt_sigtimedwait
    sigaltstack tgkill restart_syscall exit exit_group
    read readv pread64 preadv preadv2 write writev pwrite64 pwritev pwritev2 lseek close
    close_range dup dup2 dup3 fsync fdatasync ftruncate truncate fallocate fadvise64
    copy_file_range sendfile
    open openat stat lstat fstat newfstatat statx statfs fstatfs access faccessat faccessat2
    readlink readlinkat getcwd chdir fchdir getdents getdents64 umask mkdir mkdirat rmdir unlink
    unlinkat rename renameat renameat2 link linkat symlink symlinkat chmod fchmod fchmodat
    utimensat utime utimes
    poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait
    epoll_pwait2 eventfd eventfd2 pipe pipe2
    shutdown getsockopt getsockname getrlimit recvmsg
"""

# Nothing a numerical program, an interpreter or a library does by accident.
_KILLED = """
    ptrace process_vm_readv process_vm_writev process_madvise kcmp pidfd_getfd
    mount umount2 pivot_root chroot setns unshare move_mount open_tree fsopen fsconfig fsmount
    fspick mount_setattr
    bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register
    add_key request_key keyctl
    init_module finit_module delete_module kexec_load kexec_file_load reboot swapon swapoff
    acct quotactl open_by_handle_at name_to_handle_at fanotify_init lookup_dcookie
    iopl ioperm modify_ldt vm86 vm86old nfsservctl syslog vhangup settimeofday clock_settime
    clock_adjtime adjtimex seccomp
"""

# A CUDA driver talks to its devices through ioctl and shares memory with them.
_ALLOWED_CUDA = (
    " ioctl fcntl flock mlock mlock2 munlock memfd_create mbind set_mempolicy get_mempolicy"
)

# The judge hands the solution process a call's arguments in sealed memory.
_ALLOWED_JUDGE = " memfd_create sendmsg"
_ALLOWED_JUDGE_FCNTLS = (1033, 1034)  # F_ADD_SEALS, F_GET_SEALS

_CLONE_THREAD = 0x00010000
_CLONE_ANY_NAMESPACE = 0x7E020080
_ALLOWED_IOCTLS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)  # tty, size, FIO*
_ALLOWED_SOCKET_FLAGS = 0x4140  # MSG_DONTWAIT, MSG_WAITALL, MSG_NOSIGNAL; no MSG_OOB, no MSG_PEEK
# Descriptors and their flags. No locks, leases or larger pipes: they take kernel memory without
# bound, and a lock on a file of ours is seen by other runs.
_ALLOWED_FCNTLS = (0, 1, 2, 3, 4, 1030, 1032)  # F_DUPFD to F_SETFL, _DUPFD_CLOEXEC, _GETPIPE_SZ
_ALLOWED_PRCTLS = (15, 16, 39)  # set and get a thread's name, ask for no_new_privs


@functools.cache
def seccomp_program(device: str = "cpu", role: str = "solution") -> bytes:
    """Return the BPF program for runs of a role on a device, 8 bytes an instruction.

    Raises SandboxUnavailable where libseccomp is missing.
    """
    try:
        import pyseccomp
    except (ImportError, RuntimeError, OSError) as error:
        raise SandboxUnavailable(
            "libseccomp is missing: install the system package libseccomp2."
        ) from error
    program = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.EPERM))
    program.set_attr(pyseccomp.Attr.ACT_BADARCH, pyseccomp.KILL_PROCESS)
    program.set_attr(pyseccomp.Attr.CTL_OPTIMIZE, 2)
    allowed = _ALLOWED + (_ALLOWED_CUDA if device == "cuda" else "")
    allowed += _ALLOWED_JUDGE if role == "judge" else ""
    for names, action in ((allowed, pyseccomp.ALLOW), (_KILLED, pyseccomp.KILL_PROCESS)):
        for name in names.split():
            number = pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name)
            if number >= 0:
                program.add_rule(action, number)
    _conditional_rules_add(pyseccomp, program, device, role)
    with tempfile.TemporaryFile() as file:
        program.export_bpf(file)
        file.seek(0)
        return file.read()


def _conditional_rules_add(library: Any, program: Any, device: str, role: str) -> None:
    """Allow what depends on its arguments: threads but no processes, queries but no changes."""
    allow, argument, equal = library.ALLOW, library.Arg, library.EQ
    thread_flags = _CLONE_THREAD | _CLONE_ANY_NAMESPACE
    program.add_rule(allow, "clone", argument(0, library.MASKED_EQ, thread_flags, _CLONE_THREAD))
    # clone3's flags lie in memory, out of the filter's sight; C libraries then fall back to clone.
    program.add_rule(library.ERRNO(errno.ENOSYS), "clone3")
    program.add_rule(allow, "prlimit64", argument(0, equal, 0), argument(2, equal, 0))
    for name in ("sendto", "recvfrom"):
        flags = argument(3, library.MASKED_EQ, 0xFFFFFFFF & ~_ALLOWED_SOCKET_FLAGS, 0)
        program.add_rule(allow, name, flags)
    for option in _ALLOWED_PRCTLS:
        program.add_rule(allow, "prctl", argument(0, equal, option))
    if device == "cpu":
        for request in _ALLOWED_IOCTLS:
            program.add_rule(allow, "ioctl", argument(1, equal, request))
        for command in _ALLOWED_FCNTLS + (_ALLOWED_JUDGE_FCNTLS if role == "judge" else ()):
            program.add_rule(allow, "fcntl", argument(1, equal, command))
