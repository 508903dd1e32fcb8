"""What the supervisor orders from a zygote and a warden, and what they answer.

These run between trusted processes only; the learner's process holds neither socket.
"""

from __future__ import annotations

import array
import os
import socket
import struct
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

_LENGTH = struct.Struct("!I")
_CREDENTIALS = struct.Struct("iII")
_DESCRIPTORS_LIMIT = 4


class ZygoteOrder(msgspec.Struct, frozen=True):
    """How to become warm: what to import, and what every later run has in common.

    `preloads` are imported last: modules, and functions to call, as "package.module:function".
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
    """The run's process is confined and about to call its entry.

    It comes with the credentials of that process, so that the supervisor learns its pid.
    """


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


class Piece(NamedTuple):
    """One struct's bytes, and what the kernel brought along: descriptors, and a pid.

    The pid is as the receiver sees it; it comes only on sockets with SO_PASSCRED.
    """

    data: bytes
    descriptors: list[int]
    pid: int | None


def piece_send(
    sock: socket.socket,
    piece: msgspec.Struct,
    *,
    descriptors: Sequence[int] = (),
    on_behalf_of: int | None = None,
) -> None:
    """Send one struct with its length before it, and copies of descriptors along with it.

    `on_behalf_of` is the pid, as the sender sees it, of the process to send as; None is the sender.
    """
    data = msgspec.msgpack.encode(piece)
    ancillary: list[tuple[int, int, bytes]] = []
    if descriptors:
        numbers = array.array("i", descriptors).tobytes()
        ancillary.append((socket.SOL_SOCKET, socket.SCM_RIGHTS, numbers))
    if on_behalf_of is not None:
        sender = _CREDENTIALS.pack(on_behalf_of, os.getuid(), os.getgid())
        ancillary.append((socket.SOL_SOCKET, socket.SCM_CREDENTIALS, sender))
    sock.sendmsg([_LENGTH.pack(len(data))], ancillary)
    sock.sendall(data)


def piece_receive(sock: socket.socket) -> Piece | None:
    """Receive one struct's bytes with what came along, or None when the stream has ended."""
    room = socket.CMSG_SPACE(_CREDENTIALS.size) + socket.CMSG_SPACE(4 * _DESCRIPTORS_LIMIT)
    first, ancillary, _, _ = sock.recvmsg(_LENGTH.size, room)
    rest = _exactly(sock, _LENGTH.size - len(first)) if first else None
    if rest is None:
        return None
    data = _exactly(sock, _LENGTH.unpack(first + rest)[0])
    descriptors = array.array("i")
    for level, kind, found in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            descriptors.frombytes(found)
    return None if data is None else Piece(data, list(descriptors), sender_pid(ancillary))


def sender_pid(ancillary: list[tuple[int, int, bytes]]) -> int | None:
    """Return the sender's pid as we see it, from the credentials that the kernel attached."""
    for level, kind, data in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS):
            pid: int = _CREDENTIALS.unpack(data[: _CREDENTIALS.size])[0]
            return pid
    return None


def _exactly(sock: socket.socket, count: int) -> bytes | None:
    data = bytearray()
    while len(data) < count:
        part = sock.recv(count - len(data))
        if not part:
            return None
        data += part
    return bytes(data)
