"""Malformed frames are refused before anything of their size is allocated."""

from __future__ import annotations

import socket
import struct
import threading
import tracemalloc

import msgspec
import numpy as np
import pytest

from grader.inside.channel import Channel
from grader.inside.frames import HEADER_LIMIT_BYTES, ChannelClosed, FrameError

LIMIT = 1 << 20
RETURN = {"type": "return", "id": 1, "mutated": []}


def array(**changes):
    """Return the node of a float64 array of two items, changed."""
    node = {"type": "array", "library": "numpy", "dtype": "float64", "shape": [2], "device": "cpu"}
    return node | changes


def frame(header, body=b"", *, header_bytes=None, body_bytes=None):
    """Return the bytes of a frame, with true lengths unless others are given."""
    data = header if isinstance(header, bytes) else msgspec.msgpack.encode(header)
    header_bytes = len(data) if header_bytes is None else header_bytes
    body_bytes = len(body) if body_bytes is None else body_bytes
    return struct.pack("!IQ", header_bytes, body_bytes) + data + body


def received(data, *, side="judge"):
    """Return what a channel receives when the other side sends bytes and leaves."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        sender = threading.Thread(target=lambda: (theirs.sendall(data), theirs.close()))
        sender.start()
        try:
            return Channel(ours, LIMIT, side=side).receive()
        finally:
            ours.close()
            sender.join()


def test_a_well_formed_frame_is_received():
    body = np.array([1.5, -2.0]).tobytes()
    message, values = received(frame({"message": RETURN, "values": [array()]}, body))
    assert message.id == 1
    assert np.array_equal(values[0], [1.5, -2.0])


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(frame(b"", header_bytes=2**32 - 1), id="a huge header"),
        pytest.param(frame(b"", header_bytes=HEADER_LIMIT_BYTES + 1), id="a header over its limit"),
        pytest.param(frame(b"", body_bytes=2**64 - 1), id="a huge body"),
        pytest.param(frame(b"", body_bytes=LIMIT + 1), id="a body over its limit"),
    ],
)
def test_a_huge_declared_length_is_refused_without_allocating(data):
    tracemalloc.start()
    with pytest.raises(FrameError, match="is over"):
        received(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < LIMIT


@pytest.mark.parametrize(
    "node",
    [
        pytest.param(array(shape=[3]), id="more than the body"),
        pytest.param(array(shape=[1]), id="less than the body"),
        pytest.param(array(shape=[-2]), id="a negative size"),
        pytest.param(array(shape=[-1, -2]), id="two negative sizes"),
        pytest.param(array(shape=[2**62, 2**62, 0]), id="huge sizes and a zero"),
        pytest.param(array(shape=[2**63]), id="a size over 62 bits"),
        pytest.param(array(shape=[2**62, 2**62]), id="an overflowing product"),
        pytest.param(array(shape=[1] * 17 + [2]), id="too many dimensions"),
        pytest.param(array(shape=[2.0]), id="a float size"),
        pytest.param(array(shape=["2"]), id="a str size"),
        pytest.param(array(shape=None), id="no shape"),
        pytest.param(array(dtype="object"), id="an object array"),
        pytest.param(array(dtype="O"), id="an object array by letter"),
        pytest.param(array(dtype="f8,O"), id="a structured dtype"),
        pytest.param(array(dtype="V8"), id="a void dtype"),
        pytest.param(array(dtype="U2"), id="a str dtype"),
        pytest.param(array(dtype="datetime64[s]"), id="a date"),
        pytest.param(array(dtype="bfloat16"), id="a torch dtype for NumPy"),
        pytest.param(array(dtype=["f8"]), id="a list as dtype"),
        pytest.param(array(library="cupy"), id="another library"),
        pytest.param(array(device="cuda"), id="a NumPy array on a GPU"),
        pytest.param(array(library="torch", dtype="__class__"), id="an attribute as dtype"),
        pytest.param(array(extra=1), id="an unknown field"),
        pytest.param({"type": "array"}, id="missing fields"),
        pytest.param({"type": "pickle", "data": b"x"}, id="an unknown tag"),
        pytest.param({"items": []}, id="no tag"),
        pytest.param({"type": "scalar", "dtype": "float64", "data": b"1234"}, id="a short scalar"),
        pytest.param({"type": "scalar", "dtype": "O", "data": b"12345678"}, id="an object scalar"),
        pytest.param({"type": "oracle", "number": 0}, id="an oracle of the solution's"),
        pytest.param(b"bytes", id="bytes"),
        pytest.param({"type": "dict", "items": {1: 2}}, id="a dict with int keys"),
        pytest.param(msgspec.msgpack.Ext(1, b"x"), id="an extension type"),
    ],
)
def test_a_malformed_value_is_refused(node):
    with pytest.raises(FrameError):
        received(frame({"message": RETURN, "values": [node]}, bytes(16)))


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\xc1", id="not msgpack"),
        pytest.param(b"\xdd\xff\xff\xff\xff", id="a list that claims four billion items"),
        pytest.param(b"\x91" * 100_000, id="lists 100000 deep"),
        pytest.param([], id="a list"),
        pytest.param({"message": RETURN}, id="no values"),
        pytest.param({"message": RETURN, "values": []}, id="too few values"),
        pytest.param({"message": RETURN, "values": [1, 2]}, id="too many values"),
        pytest.param({"message": RETURN, "values": [1], "more": 1}, id="an unknown field"),
        pytest.param({"message": {"type": "ready"}, "values": [1]}, id="a value beside ready"),
        pytest.param({"message": {"type": "passed"}, "values": []}, id="an unknown message"),
        pytest.param({"message": RETURN | {"id": -1}, "values": [1]}, id="a negative id"),
        pytest.param({"message": RETURN | {"id": "1"}, "values": [1]}, id="a str id"),
        pytest.param({"message": RETURN | {"mutated": [[1]]}, "values": [1]}, id="a nested name"),
        pytest.param(
            {"message": {"type": "oracle_call", "id": 1, "oracle": 0}, "values": [[1]]},
            id="arguments that are no tuple",
        ),
        pytest.param(
            {"message": {"type": "call", "id": 1, "function": "f"}, "values": []},
            id="a message of the judge's",
        ),
        pytest.param(
            {
                "message": {
                    "type": "raised",
                    "id": 1,
                    "kind": "E",
                    "message": "x" * 100_000,
                    "line": None,
                    "traceback": "",
                },
                "values": [],
            },
            id="an endless message",
        ),
    ],
)
def test_a_malformed_header_is_refused(header):
    with pytest.raises(FrameError):
        received(frame(header))


def test_values_nested_too_deeply_are_refused():
    for depth in (40, 5_000):
        node = {"type": "list", "items": []}
        for _ in range(depth):
            node = {"type": "list", "items": [node]}
        data = b"\x81\xa1x" if depth > 500 else msgspec.msgpack.encode(node)
        if depth > 500:
            data = b"\x82\xa4type\xa4list\xa5items\x91" * depth + b"\xc0"
        header = b"\x82\xa7message" + msgspec.msgpack.encode(RETURN) + b"\xa6values\x91" + data
        with pytest.raises(FrameError):
            received(frame(header))


def test_a_truncated_frame_is_refused_at_every_length():
    whole = frame({"message": RETURN, "values": [array()]}, bytes(16))
    for length in range(len(whole)):
        with pytest.raises(ChannelClosed):
            received(whole[:length])


def test_bytes_after_a_frame_are_the_next_frame():
    whole = frame({"message": RETURN, "values": [1]})
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(whole + b"trailing bytes of a frame that never was")
        channel = Channel(ours, LIMIT, side="judge")
        assert channel.receive().values == (1,)
        with pytest.raises(FrameError):
            channel.receive()


def test_bytes_after_a_header_are_refused():
    header = msgspec.msgpack.encode({"message": RETURN, "values": [1]})
    with pytest.raises(FrameError):
        received(frame(header + b"\xc0"))


def test_the_solutions_end_accepts_only_the_judges_messages():
    with pytest.raises(FrameError):
        received(frame({"message": RETURN, "values": [1]}), side="solution")
    call = {"type": "call", "id": 1, "function": "f"}
    values = [{"type": "tuple", "items": [1]}, {"type": "dict", "items": {}}]
    got = received(frame({"message": call, "values": values}), side="solution")
    assert got.values == ((1,), {})


def test_sending_to_nobody_says_that_the_channel_is_closed():
    ours, theirs = socket.socketpair()
    theirs.close()
    with ours, pytest.raises(ChannelClosed):
        Channel(ours, LIMIT, side="judge").send(msgspec.convert(RETURN, type=dict), (1,))
