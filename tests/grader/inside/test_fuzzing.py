"""Whatever bytes come, the decoder gives a value or a FrameError, in bounded memory and time."""

from __future__ import annotations

import socket
import struct
import tracemalloc

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.inside.channel import Channel
from grader.inside.frames import HEADER_LIMIT_BYTES, FrameError
from grader.inside.messages import Return
from grader.inside.nodes import NUMPY_DTYPES

LIMIT = 1 << 16
# What a header may need beside the arrays: msgpack is denser than the objects that it stands for.
OVERHEAD_BYTES = 64
# A header's announced length is reserved before its bytes come.
FIXED_BYTES = HEADER_LIMIT_BYTES + (1 << 19)
SIDES = st.sampled_from(["judge", "solution"])


def received(data, side):
    """Return all values that an end receives of bytes that fit into a socket's buffer."""
    ours, theirs = socket.socketpair()
    values = []
    with ours, theirs:
        theirs.sendall(data)
        theirs.shutdown(socket.SHUT_WR)
        channel = Channel(ours, LIMIT, side=side, oracle_make=lambda _: len)
        tracemalloc.start()
        try:
            while True:
                values.append(channel.receive().values)
        except FrameError:
            pass
        finally:
            _, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
    assert peak < FIXED_BYTES + LIMIT + OVERHEAD_BYTES * len(data)
    return values


def frame(header, body=b"", lengths=(None, None)):
    data = header if isinstance(header, bytes) else msgspec.msgpack.encode(header)
    header_bytes, body_bytes = lengths
    header_bytes = len(data) if header_bytes is None else header_bytes
    body_bytes = len(body) if body_bytes is None else body_bytes
    return struct.pack("!IQ", header_bytes, body_bytes) + data + body


@given(st.binary(max_size=2000), SIDES)
def test_any_bytes_are_refused(data, side):
    assert received(data, side) == []


@given(st.binary(max_size=500), st.binary(max_size=100), SIDES)
def test_any_header_is_refused_or_understood(header, body, side):
    received(frame(header, body), side)


def valid_frames():
    arrays = [np.arange(3.0), np.ones((2, 2), np.int8), np.float32(1), 2j, "text", None]
    ours, theirs = socket.socketpair()
    frames = []
    with ours, theirs:
        channel = Channel(theirs, LIMIT, side="solution")
        for value in [*arrays, arrays, {"a": arrays, "b": tuple(arrays)}]:
            channel.send(Return(id=1, mutated=[0, "x"]), (value,))
            frames.append(ours.recv(1 << 16))
    return frames


VALID = valid_frames()


@pytest.mark.parametrize("data", VALID)
def test_a_valid_frame_is_understood(data):
    assert len(received(data, "judge")) == 1


@given(
    st.sampled_from(VALID),
    st.lists(st.tuples(st.integers(0, 2000), st.binary(max_size=4), st.integers(0, 4)), max_size=4),
)
def test_a_changed_frame_is_refused_or_understood(data, changes):
    for place, new, removed in changes:
        at = place % (len(data) + 1)
        data = data[:at] + new + data[at + removed :]
    received(data, "judge")


SIZES = st.integers(-2, 4) | st.sampled_from([2**16, 2**31, 2**32, 2**62, 2**63, 2**64 - 1])
NODES = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.text(max_size=3)
    | st.sampled_from([2**63, 2**64 - 1, -(2**63)])
    | st.fixed_dictionaries(
        {
            "type": st.just("array"),
            "library": st.sampled_from(["numpy", "torch"]),
            "dtype": st.sampled_from([*NUMPY_DTYPES, "bfloat16", "object", "V8", "f8,O"]),
            "shape": st.lists(SIZES, max_size=18),
            "device": st.sampled_from(["cpu", "cuda"]),
        },
        optional={"strides": st.lists(SIZES | SIZES.map(lambda size: -size), max_size=3)},
    )
    | st.fixed_dictionaries(
        {
            "type": st.just("scalar"),
            "dtype": st.sampled_from([*NUMPY_DTYPES, "O"]),
            "data": st.binary(max_size=20),
        }
    )
    | st.fixed_dictionaries({"type": st.just("oracle"), "number": SIZES}),
    lambda inner: st.builds(
        lambda kind, items: {"type": kind, "items": items},
        st.sampled_from(["list", "tuple", "dict"]),
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
    ),
    max_leaves=6,
)
MESSAGES = st.fixed_dictionaries(
    {
        "type": st.sampled_from(
            ["return", "oracle_call", "raised", "ready", "call", "oracle_return"]
        )
    },
    optional={
        "id": SIZES,
        "oracle": SIZES,
        "function": st.text(max_size=3),
        "mutated": st.lists(SIZES | st.text(max_size=2), max_size=3),
        "live_tensors": SIZES,
        "watch": st.lists(st.sampled_from(["state", "storage", "all"]), max_size=4),
    },
)
LENGTHS = st.none() | st.integers(0, 40) | st.sampled_from([LIMIT, LIMIT + 1, 2**32 - 1])


def packable(header):
    try:
        return msgspec.msgpack.encode(header)
    except (OverflowError, UnicodeEncodeError):
        return b""


@given(
    st.fixed_dictionaries(
        {"message": MESSAGES, "values": st.lists(NODES, max_size=3)},
        optional={"shared_bytes": SIZES},
    ).map(packable),
    st.integers(0, 64).map(bytes),
    st.tuples(LENGTHS, LENGTHS | st.just(2**64 - 1)),
    SIDES,
)
def test_hostile_sizes_are_refused_before_they_are_allocated(header, body, lengths, side):
    received(frame(header, body, lengths), side)


@pytest.mark.parametrize(
    ("node", "repeats"),
    [(b"\x91", 1 << 15), (b"\x81\xa1a", 1 << 14), (b"\x82\xa4type\xa4list\xa5items\x91", 2000)],
)
def test_deep_headers_are_refused(node, repeats):
    start = b"\x82\xa7message\x82\xa4type\xa6return\xa2id\x01\xa6values\x91"
    assert received(frame(start + node * repeats + b"\xc0"), "judge") == []
