"""The channel between judge and solution process: messages with values, over a stream socket."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

import msgspec

from grader.inside.frames import (
    HEADER_LIMIT_BYTES,
    FrameError,
    exactly_receive,
    frame_send,
    prefix_receive,
)
from grader.inside.messages import VALUE_TYPES, FromJudge, FromSolution, Message
from grader.inside.nodes import Node
from grader.inside.values import Decoder, Encoder, UnsupportedValue, arrays_check


class _HeaderFromJudge(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    message: FromJudge
    values: list[Node]


class _HeaderFromSolution(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    message: FromSolution
    values: list[Node]


class Received(NamedTuple):
    """A message and the values that came with it (see `messages`)."""

    message: FromJudge | FromSolution
    values: tuple[object, ...]


class Channel:
    """One end of the channel.

    `side` says whose end it is: an end accepts only what the other side may send. The judge's end
    takes `oracle_number` (number of a callable it sends), the solution's end takes `oracle_make`
    (callable for a number it receives). Sending is thread-safe.
    """

    def __init__(
        self,
        sock: socket.socket,
        frame_limit_bytes: int,
        *,
        side: Literal["judge", "solution"],
        oracle_number: Callable[[Callable[..., object]], int] | None = None,
        oracle_make: Callable[[int], object] | None = None,
    ) -> None:
        self._sock = sock
        self._frame_limit_bytes = frame_limit_bytes
        self._oracle_number = oracle_number
        self._oracle_make = oracle_make
        header = _HeaderFromSolution if side == "judge" else _HeaderFromJudge
        self._header_type = header
        self._decoder: msgspec.msgpack.Decoder[_HeaderFromJudge | _HeaderFromSolution]
        self._decoder = msgspec.msgpack.Decoder(header)
        self._sending = threading.Lock()

    def send(self, message: FromJudge | FromSolution, values: Sequence[object] = ()) -> None:
        """Send a message with its values.

        Raises UnsupportedValue before anything is sent when a value may not cross or is too large,
        and ChannelClosed when the other side is gone. Whatever a value's own type may raise comes
        before anything is sent, too.
        """
        encoder = Encoder(self._oracle_number, self._frame_limit_bytes)
        nodes = [encoder.encode(value) for value in values]
        try:
            header = msgspec.msgpack.encode({"message": message, "values": nodes})
        except UnicodeEncodeError as error:
            raise UnsupportedValue("A str with lone surrogates cannot be used here.") from error
        if len(header) > HEADER_LIMIT_BYTES:
            raise UnsupportedValue(
                f"The values beside arrays take {len(header)} bytes;"
                f" at most {HEADER_LIMIT_BYTES} bytes may cross."
            )
        with self._sending:
            frame_send(self._sock, header, encoder.buffers)

    def receive(self) -> Received:
        """Wait for the next message. Raises FrameError, or ChannelClosed at the end."""
        header_bytes, body_bytes = prefix_receive(self._sock, self._frame_limit_bytes)
        raw = bytearray(header_bytes)
        exactly_receive(self._sock, memoryview(raw))
        try:
            header = self._decoder.decode(raw)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
            raise FrameError(f"A header is malformed: {str(error)[:200]}") from error
        arrays_check(header.values, body_bytes)
        decoder = Decoder(self._fill, self._oracle_make)
        values = tuple([decoder.decode(node) for node in header.values])
        _values_check(header.message, values)
        return Received(header.message, values)

    def _fill(self, view: memoryview) -> None:
        exactly_receive(self._sock, view)


def _values_check(message: Message, values: tuple[object, ...]) -> None:
    expected = VALUE_TYPES.get(type(message), ())
    fits = len(values) == len(expected) and all(
        wanted is object or type(value) is wanted
        for value, wanted in zip(values, expected, strict=True)
    )
    if not fits:
        raise FrameError(f"{type(message).__name__} came with values of the wrong kind.")
