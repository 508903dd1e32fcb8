"""The entry of the self-test's runs: tries what a run must not be able to do, and reports back.

Each attempt returns what it achieved, or an empty string when the sandbox held.
"""

from __future__ import annotations

import ctypes
import errno
import importlib.util
import os
import resource
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec

_DESCRIPTORS = {0, 1, 2, 3}
_CAPABILITY_VERSION_3 = 0x20080522
_PTRACE_TRACEME = 0
_MIB = 1 << 20


class ProbeOrder(msgspec.Struct, frozen=True):
    """Which attempts to make, and what they need to know of the outside."""

    attempts: list[str]
    host_files: list[str] = []
    foreign_modules: list[str] = []
    memory_limit_bytes: int = 0
    thread_limit: int = 0
    scratch_limit_bytes: int = 0


def main(payload: bytes, channel: socket.socket, report: socket.socket | None) -> None:
    """Make the ordered attempts and send {attempt: achievement} as msgpack, then close."""
    order = msgspec.msgpack.decode(payload, type=ProbeOrder)
    achieved = {name: ATTEMPTS[name](order) for name in order.attempts}
    channel.sendall(msgspec.msgpack.encode(achieved))


def _host_files(order: ProbeOrder) -> str:
    readable = []
    for name in order.host_files:
        try:
            with Path(name).open("rb") as file:
                file.read(1)
        except OSError:
            continue
        readable.append(name)
    return " ".join(readable)


def _foreign_modules(order: ProbeOrder) -> str:
    found = []
    for name in order.foreign_modules:
        try:
            if importlib.util.find_spec(name) is not None:
                found.append(name)
        except ModuleNotFoundError:
            continue
    return " ".join(found)


def _network(order: ProbeOrder) -> str:
    opened = []
    for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK):
        try:
            socket.socket(family, socket.SOCK_DGRAM).close()
        except OSError:
            continue
        opened.append(family.name)
    return " ".join(opened)


def _new_process(order: ProbeOrder) -> str:
    try:
        pid = os.fork()
    except OSError:
        return ""
    if pid == 0:
        os._exit(0)
    return "fork"


def _new_program(order: ProbeOrder) -> str:
    try:
        os.execv("/nonexistent", ["nonexistent"])  # noqa: S606 that it fails is what is asked
    except OSError as error:
        return "" if error.errno == errno.EPERM else f"execve was let through to {error.strerror}"


def _write_outside(order: ProbeOrder) -> str:
    written = []
    for folder in ("/", "/dev", "/etc", "/proc", "/usr", "/descent/code", "/descent/packages"):
        try:
            with Path(folder, "probe").open("wb"):
                written.append(folder)
        except OSError:
            continue
    return " ".join(written)


def _descriptors(order: ProbeOrder) -> str:
    open_ones = set()
    for number in range(256):
        try:
            os.fstat(number)
        except OSError:
            continue
        open_ones.add(number)
    return " ".join(map(str, sorted(open_ones - _DESCRIPTORS)))


def _privileges(order: ProbeOrder) -> str:
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)()
    ctypes.CDLL(None).capget(header, sets)
    return "capabilities" if any(sets) else ""


def _memory(order: ProbeOrder) -> str:
    try:
        return f"{len(bytearray(order.memory_limit_bytes * 2))} bytes allocated"
    except MemoryError:
        return ""


def _memory_bomb(order: ProbeOrder) -> str:
    held = []
    while True:
        held.append(bytearray(_MIB))


def _files_and_memory(order: ProbeOrder) -> str:
    # Three quarters of each limit: within both, and together over the one of memory.
    held = bytearray(order.memory_limit_bytes * 3 // 4)
    block = bytes(_MIB)
    for number in range(order.scratch_limit_bytes * 3 // 4 // _MIB):
        Path(f"probe-{number}").write_bytes(block)
    return f"{len(held)} bytes held beside full scratch"


def _control_groups(order: ProbeOrder) -> str:
    seen = ["/sys/fs/cgroup", "/proc/self/cgroup", "/proc/1/cgroup"]
    return " ".join(name for name in seen if Path(name).exists())


def _threads(order: ProbeOrder) -> str:
    release = threading.Event()
    threads: list[threading.Thread] = []
    try:
        for _ in range(order.thread_limit * 2):
            thread = threading.Thread(target=release.wait, daemon=True)
            thread.start()
            threads.append(thread)
    except RuntimeError:
        return ""
    finally:
        release.set()
    return f"{len(threads)} threads started"


def _scratch(order: ProbeOrder) -> str:
    block = bytes(_MIB)
    paths = [
        Path(f"probe-{number}") for number in range(1 + order.scratch_limit_bytes // len(block))
    ]
    try:
        for path in paths:
            path.write_bytes(block)
    except OSError as error:
        return "" if error.errno == errno.ENOSPC else f"writing failed with {error.strerror}"
    finally:
        for path in paths:
            path.unlink(missing_ok=True)
    return f"{len(paths)} MiB written"


def _file_size(order: ProbeOrder) -> str:
    limit, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        with Path("probe-size").open("wb") as file:
            file.truncate(limit + 1)
    except OSError:
        return ""
    finally:
        Path("probe-size").unlink(missing_ok=True)
    return "a file over the limit"


def _libraries(order: ProbeOrder) -> str:
    try:
        importlib.import_module("numpy.fft")
        importlib.import_module("colorsys")
    except ImportError as error:
        return f"the run's user cannot read the installed libraries: {error}"
    return ""


def _mount(order: ProbeOrder) -> str:
    ctypes.CDLL(None).mount(b"tmpfs", b"/tmp", b"tmpfs", 0, None)
    return "the process survived mount"


def _unshare(order: ProbeOrder) -> str:
    ctypes.CDLL(None).unshare(0x10000000)
    return "the process survived unshare"


def _ptrace(order: ProbeOrder) -> str:
    ctypes.CDLL(None).ptrace(_PTRACE_TRACEME, 0, 0, 0)
    return "the process survived ptrace"


def _endless_loop(order: ProbeOrder) -> str:
    while True:
        pass


def _endless_output(order: ProbeOrder) -> str:
    while True:
        os.write(1, bytes(4096))


ATTEMPTS: dict[str, Callable[[ProbeOrder], str]] = {
    "host_files": _host_files,
    "foreign_modules": _foreign_modules,
    "network": _network,
    "new_process": _new_process,
    "new_program": _new_program,
    "write_outside": _write_outside,
    "descriptors": _descriptors,
    "privileges": _privileges,
    "memory": _memory,
    "memory_bomb": _memory_bomb,
    "files_and_memory": _files_and_memory,
    "control_groups": _control_groups,
    "threads": _threads,
    "scratch": _scratch,
    "file_size": _file_size,
    "libraries": _libraries,
    "mount": _mount,
    "unshare": _unshare,
    "ptrace": _ptrace,
    "endless_loop": _endless_loop,
    "endless_output": _endless_output,
}
