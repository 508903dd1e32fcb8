"""Frames: a fixed prefix with two lengths, a msgpack header, and a body of raw array buffers.

A frame of the judge's may carry one descriptor. What the other side sends is refused before
anything of its size is allocated.
"""

from __future__ import annotations

import array
import os
import socket
import struct
from collections.abc import Sequence

PREFIX = struct.Struct("!IQ")
HEADER_LIMIT_BYTES = 1 << 20
# Below this, copying a body behind its header is cheaper than a system call of its own.
_JOINED_BYTES = 1 << 16
_READ_BYTES = 1 << 16
# As ints: the flags of an enum are slow to combine.
_TRUNCATED = int(socket.MSG_CTRUNC)
_DESCRIPTOR_BYTES = array.array("i").itemsize


class FrameError(Exception):
    """What came over the channel is not a well-formed frame."""


class ChannelClosed(FrameError):
    """The other side closed the channel, between frames or in the middle of one."""


def frame_send(
    sock: socket.socket,
    header: bytes,
    buffers: Sequence[memoryview] = (),
    descriptor: int | None = None,
) -> None:
    """Send one frame.

    `buffers` are byte views, sent one after the other. Raises ChannelClosed when nobody reads.
    """
    body_bytes = sum([len(buffer) for buffer in buffers]) if buffers else 0
    head = PREFIX.pack(len(header), body_bytes) + header
    if 0 < body_bytes <= _JOINED_BYTES:
        head, buffers = b"".join([head, *buffers]), ()
    try:
        if descriptor is None:
            sock.sendall(head)
        else:
            ancillary = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [descriptor]))]
            sent = sock.sendmsg([head], ancillary)
            sock.sendall(memoryview(head)[sent:])
        for buffer in buffers:
            sock.sendall(buffer)
    except (BrokenPipeError, ConnectionResetError) as error:
        raise ChannelClosed("The other side has closed the channel.") from error


class FrameReader:
    """Takes frames from a socket, in as few system calls as it can.

    Only an end that expects descriptors takes any; to the other the kernel never hands them over.
    """

    def __init__(self, sock: socket.socket, *, takes_descriptors: bool) -> None:
        """Start at the beginning of a frame."""
        self._sock = sock
        self._buffer = memoryview(bytearray(_READ_BYTES))
        self._begin = self._end = 0
        self._ancillary_bytes = socket.CMSG_SPACE(_DESCRIPTOR_BYTES) if takes_descriptors else 0
        self._descriptor: int | None = None

    def head(self, body_limit_bytes: int) -> tuple[memoryview, int]:
        """Receive a frame's prefix and header; return the header and how long the body is.

        The header is valid until the next call. Raises FrameError where a length is over its limit,
        and ChannelClosed when the stream ends before.
        """
        self._fetch(PREFIX.size)
        header_bytes, body_bytes = PREFIX.unpack_from(self._buffer, self._begin)
        self._begin += PREFIX.size
        if header_bytes > HEADER_LIMIT_BYTES:
            raise FrameError(f"A header of {header_bytes} bytes is over {HEADER_LIMIT_BYTES}.")
        if body_bytes > body_limit_bytes:
            raise FrameError(f"A body of {body_bytes} bytes is over {body_limit_bytes}.")
        if header_bytes > len(self._buffer):
            header = memoryview(bytearray(header_bytes))
            self.fill(header)
            return header, body_bytes
        self._fetch(header_bytes)
        header = self._buffer[self._begin : self._begin + header_bytes]
        self._begin += header_bytes
        return header, body_bytes

    def descriptor_take(self) -> int | None:
        """Return the descriptor that came with the latest frame, which is now the caller's."""
        descriptor, self._descriptor = self._descriptor, None
        return descriptor

    def fill(self, view: memoryview) -> None:
        """Fill a byte view. Raises ChannelClosed when the stream ends before."""
        ready = min(len(view), self._end - self._begin)
        if ready:
            view[:ready] = self._buffer[self._begin : self._begin + ready]
            self._begin += ready
            view = view[ready:]
        while view:
            try:
                count = self._sock.recv_into(view)
            except ConnectionResetError:
                count = 0
            if count == 0:
                raise ChannelClosed("The other side has closed the channel.")
            view = view[count:]

    def _fetch(self, wanted: int) -> None:
        """Have at least this many bytes in the buffer."""
        have = self._end - self._begin
        if have >= wanted:
            return
        if self._begin and self._begin + wanted > len(self._buffer):
            self._buffer[:have] = bytes(self._buffer[self._begin : self._end])
            self._begin, self._end = 0, have
        elif not have:
            self._begin = self._end = 0
        while self._end - self._begin < wanted:
            self._receive()

    def _receive(self) -> None:
        try:
            count, ancillary, flags, _ = self._sock.recvmsg_into(
                [self._buffer[self._end :]], self._ancillary_bytes
            )
        except ConnectionResetError:
            count, ancillary, flags = 0, [], 0
        if ancillary:
            self._descriptors_take(b"".join([data for _, _, data in ancillary]))
        if flags & _TRUNCATED:
            raise FrameError("A frame came with descriptors that it may not have.")
        if count == 0:
            raise ChannelClosed("The other side has closed the channel.")
        self._end += count

    def _descriptors_take(self, data: bytes) -> None:
        for (descriptor,) in struct.iter_unpack("i", data[: len(data) // 4 * 4]):
            if self._descriptor is None:
                self._descriptor = descriptor
            else:
                os.close(descriptor)
                raise FrameError("A frame came with more than one descriptor.")
