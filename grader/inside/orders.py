"""What the supervisor orders from a zygote and a warden, and what they answer.

These run between trusted processes only; the learner's process holds neither socket.
"""

from __future__ import annotations

import socket
import struct

import msgspec

_LENGTH = struct.Struct("!I")


class ZygoteOrder(msgspec.Struct, frozen=True):
    """How to become warm: what to import, and what every later run has in common.

    `run_uid` is the uid (in the zygote's user namespace) that runs switch to; None keeps the own.
    """

    libraries: list[str]
    preloads: list[str]
    seccomp_program: bytes
    run_uid: int | None


class RunOrder(msgspec.Struct, frozen=True):
    """One run. `address_space_bytes` is absolute; None sets no such limit (CUDA needs it so)."""

    entry: str
    payload: bytes
    has_report: bool
    address_space_bytes: int | None
    cpu_limit_s: int
    scratch_limit_bytes: int
    file_size_limit_bytes: int
    thread_limit: int
    open_file_limit: int


class Started(msgspec.Struct, frozen=True, tag="started"):
    """The run's process is confined and about to call its entry."""


class SetupFailed(msgspec.Struct, frozen=True, tag="setup_failed"):
    """The run could not be confined, so its entry was not called."""

    detail: str


class Finished(msgspec.Struct, frozen=True, tag="finished"):
    """The run's process is gone; this is what the kernel accounted to it."""

    exit_code: int | None
    signal: int | None
    cpu_time_s: float
    max_rss_bytes: int


WardenReport = Started | SetupFailed | Finished


def piece_send(sock: socket.socket, piece: msgspec.Struct) -> None:
    """Send one struct with its length before it."""
    data = msgspec.msgpack.encode(piece)
    sock.sendall(_LENGTH.pack(len(data)) + data)


def piece_receive(sock: socket.socket) -> bytes | None:
    """Receive one struct's bytes, or None when the stream has ended."""
    prefix = _exactly(sock, _LENGTH.size)
    return None if prefix is None else _exactly(sock, _LENGTH.unpack(prefix)[0])


def _exactly(sock: socket.socket, count: int) -> bytes | None:
    data = bytearray()
    while len(data) < count:
        part = sock.recv(count - len(data))
        if not part:
            return None
        data += part
    return bytes(data)
