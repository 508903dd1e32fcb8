"""Frames: a fixed prefix with two lengths, a msgpack header, and a body of raw array buffers."""

from __future__ import annotations

import socket
import struct
from collections.abc import Sequence

PREFIX = struct.Struct("!IQ")
HEADER_LIMIT_BYTES = 1 << 20


class FrameError(Exception):
    """What came over the channel is not a well-formed frame."""


class ChannelClosed(FrameError):
    """The other side closed the channel, between frames or in the middle of one."""


def frame_send(sock: socket.socket, header: bytes, buffers: Sequence[memoryview]) -> None:
    """Send one frame.

    `buffers` are byte views, sent one after the other. Raises ChannelClosed when nobody reads.
    """
    body_bytes = sum(len(buffer) for buffer in buffers)
    try:
        sock.sendall(PREFIX.pack(len(header), body_bytes) + header)
        for buffer in buffers:
            sock.sendall(buffer)
    except (BrokenPipeError, ConnectionResetError) as error:
        raise ChannelClosed("The other side has closed the channel.") from error


def prefix_receive(sock: socket.socket, body_limit_bytes: int) -> tuple[int, int]:
    """Receive a frame's prefix and return (header_bytes, body_bytes), both within their limits."""
    prefix = bytearray(PREFIX.size)
    exactly_receive(sock, memoryview(prefix))
    header_bytes, body_bytes = PREFIX.unpack(prefix)
    if header_bytes > HEADER_LIMIT_BYTES:
        raise FrameError(f"A header of {header_bytes} bytes is over {HEADER_LIMIT_BYTES}.")
    if body_bytes > body_limit_bytes:
        raise FrameError(f"A body of {body_bytes} bytes is over {body_limit_bytes}.")
    return header_bytes, body_bytes


def exactly_receive(sock: socket.socket, view: memoryview) -> None:
    """Fill a byte view from the socket. Raises ChannelClosed when the stream ends before."""
    while view:
        try:
            count = sock.recv_into(view)
        except ConnectionResetError:
            count = 0
        if count == 0:
            raise ChannelClosed("The other side has closed the channel.")
        view = view[count:]
