"""The channel between judge and solution process: messages with values, over a stream socket."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple

import msgspec

from grader.inside.decoding import Decoder, arrays_check
from grader.inside.frames import HEADER_LIMIT_BYTES, FrameError, FrameReader, frame_send
from grader.inside.messages import VALUE_TYPES, Call, FromJudge, FromSolution, Message
from grader.inside.nodes import DictNode, Node, OracleNode, TupleNode
from grader.inside.sharing import SharedMemory, shared_map
from grader.inside.values import Encoder, UnsupportedValue


class _HeaderFromJudge(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    message: FromJudge
    values: list[Node]
    shared_bytes: int = 0


class _HeaderFromSolution(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    message: FromSolution
    values: list[Node]


class Received(NamedTuple):
    """A message and the values that came with it (see `messages`)."""

    message: FromJudge | FromSolution
    values: tuple[object, ...]


class SharedArguments:
    """The judge's view of a call's arguments: the arrays in shared memory, by argument."""

    def __init__(self, memory: SharedMemory | None, owners: list[str | int]) -> None:
        """Take the memory, and for each of its pieces the argument that it belongs to."""
        self.memory = memory
        self._owners = owners

    def mutated(self) -> list[str | int]:
        """Return position or name of each argument with an array that was changed."""
        if self.memory is None:
            return []
        changed = [self._owners[index] for index in self.memory.changed()]
        self.memory.compared()
        return list(dict.fromkeys(changed))


class Channel:
    """One end of the channel.

    `side` says whose end it is: an end accepts only what the other side may send. The judge's end
    takes `oracle_number` (number of a callable it sends), the solution's end takes `oracle_make`
    (callable for a node it receives). Sending is thread-safe.
    """

    def __init__(
        self,
        sock: socket.socket,
        frame_limit_bytes: int,
        *,
        side: Literal["judge", "solution"],
        oracle_number: Callable[[Callable[..., object]], int] | None = None,
        oracle_make: Callable[[OracleNode], object] | None = None,
    ) -> None:
        self._sock = sock
        self._frame_limit_bytes = frame_limit_bytes
        self._oracle_number = oracle_number
        self._oracle_make = oracle_make
        self._reader = FrameReader(sock, takes_descriptors=side == "solution")
        self._header: Any = _HeaderFromJudge if side == "judge" else _HeaderFromSolution
        header = _HeaderFromSolution if side == "judge" else _HeaderFromJudge
        self._decoder: msgspec.msgpack.Decoder[_HeaderFromJudge | _HeaderFromSolution]
        self._decoder = msgspec.msgpack.Decoder(header)
        self._encoder = msgspec.msgpack.Encoder()
        self._sending = threading.Lock()

    def send(self, message: FromJudge | FromSolution, values: Sequence[object] = ()) -> None:
        """Send a message with its values.

        Raises UnsupportedValue before anything is sent when a value may not cross or is too large,
        and ChannelClosed when the other side is gone. Whatever a value's own type may raise comes
        before anything is sent, too.
        """
        encoder = Encoder(self._oracle_number, self._frame_limit_bytes)
        nodes = [encoder.encode(value) for value in values]
        header = self._header_encode(self._header(message, nodes))
        with self._sending:
            frame_send(self._sock, header, [piece.data for _, piece in encoder.pieces])

    def call(
        self, call: Call, args: Sequence[object], kwargs: dict[str, object]
    ) -> SharedArguments:
        """Send a call with its arrays in shared memory, which the judge can look at afterwards.

        The arrays are compared with what they are then: they must not change during the call.
        Raises as `send` does, and OSError where there is no memory or descriptor to be had.
        """
        encoder = Encoder(self._oracle_number, self._frame_limit_bytes, is_shared=True)
        owners: list[str | int] = []
        nodes = []
        named_values: list[tuple[str | int, object]] = [*enumerate(args), *kwargs.items()]
        for name, value in named_values:
            nodes.append(encoder.encode(value, 1))
            owners += [name] * (len(encoder.pieces) - len(owners))
        named = dict(zip(kwargs, nodes[len(args) :], strict=True))
        values: list[Node] = [TupleNode(nodes[: len(args)]), DictNode(named)]
        header = self._header_encode(_HeaderFromJudge(call, values, encoder.body_bytes))
        memory = SharedMemory(encoder.pieces, encoder.body_bytes) if encoder.body_bytes else None
        try:
            with self._sending:
                frame_send(self._sock, header, (), None if memory is None else memory.fileno())
        except BaseException:
            if memory is not None:
                memory.close()
            raise
        return SharedArguments(memory, owners)

    def receive(self) -> Received:
        """Wait for the next message. Raises FrameError, or ChannelClosed at the end."""
        raw, body_bytes = self._reader.head(self._frame_limit_bytes)
        try:
            header = self._decoder.decode(raw)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
            raise FrameError(f"A header is malformed: {str(error)[:200]}") from error
        shared_bytes = header.shared_bytes if isinstance(header, _HeaderFromJudge) else 0
        if shared_bytes:
            if body_bytes:
                raise FrameError("A frame has both a body and shared memory.")
            arrays_check(header.values, shared_bytes, self._frame_limit_bytes)
        else:
            arrays_check(header.values, body_bytes)
        shared = shared_map(self._reader.descriptor_take(), shared_bytes)
        decoder = Decoder(self._reader.fill, self._oracle_make, shared)
        values = tuple([decoder.decode(node) for node in header.values])
        _values_check(header.message, values)
        return Received(header.message, values)

    def _header_encode(self, header: _HeaderFromJudge | _HeaderFromSolution) -> bytes:
        try:
            data = self._encoder.encode(header)
        except UnicodeEncodeError as error:
            raise UnsupportedValue("A str with lone surrogates cannot be used here.") from error
        if len(data) > HEADER_LIMIT_BYTES:
            raise UnsupportedValue(
                f"The values beside arrays take {len(data)} bytes;"
                f" at most {HEADER_LIMIT_BYTES} bytes may cross."
            )
        return data


def _values_check(message: Message, values: tuple[object, ...]) -> None:
    expected = VALUE_TYPES.get(type(message), ())
    if len(values) == len(expected):
        for value, wanted in zip(values, expected, strict=True):
            if wanted is not object and type(value) is not wanted:
                break
        else:
            return
    raise FrameError(f"{type(message).__name__} came with values of the wrong kind.")
