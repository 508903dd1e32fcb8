"""A call's arrays lie in memory that both sides share: as they were laid out, and no larger."""

from __future__ import annotations

import fcntl
import gc
import os
import socket
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.inside.channel import Channel
from grader.inside.frames import FrameError, frame_send
from grader.inside.messages import Call
from grader.inside.sharing import SharedMemory, shared_map

LIMIT = 1 << 20
CALL = Call(id=1, function="f")


def descriptors_open():
    return len(list(Path("/proc/self/fd").iterdir()))


class Pair:
    """Both ends of a channel."""

    def __init__(self):
        ours, theirs = socket.socketpair()
        self.sockets = ours, theirs
        self.judge = Channel(ours, LIMIT, side="judge", oracle_number=lambda _: 0)
        self.solution = Channel(theirs, LIMIT, side="solution", oracle_make=lambda _: len)

    def crossed(self, *args, **kwargs):
        """Return what the judge keeps of a call, and the arguments as the solution gets them."""
        shared = self.judge.call(CALL, args, kwargs)
        return shared, self.solution.receive().values


@pytest.fixture
def pair():
    pair = Pair()
    yield pair
    for each in pair.sockets:
        each.close()


BASE = np.arange(24.0).reshape(4, 6)
VIEWS = {
    "C order": BASE,
    "Fortran order": np.asfortranarray(BASE),
    "every other row": BASE[::2],
    "a column": BASE[:, 1],
    "backwards": BASE[::-1, ::-1],
    "axes exchanged": np.arange(24).reshape(2, 3, 4).transpose(1, 2, 0),
    "no dimension": np.array(2.5),
    "empty": BASE[:, :0],
    "empty with steps": BASE[:0, ::2].T,
}


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_an_array_keeps_its_layout(pair, view):
    _, ((got, after), _) = pair.crossed(view, np.ones(3))
    assert np.array_equal(got, view)
    assert got.dtype == view.dtype
    if view.size:
        assert got.strides == view.strides
    assert got.flags.writeable
    assert np.array_equal(after, np.ones(3))


def test_an_array_that_repeats_its_items_takes_their_place_once_and_is_not_writeable(pair):
    view = np.broadcast_to(np.arange(3.0), (1000, 3))
    shared, ((got,), _) = pair.crossed(view)
    assert (got.shape, got.strides) == (view.shape, view.strides)
    assert np.array_equal(got, view)
    assert not got.flags.writeable
    assert shared.memory.size_bytes == 24


def test_a_view_with_wide_gaps_is_packed(pair):
    wide = np.arange(300.0 * 300).reshape(300, 300)
    shared, ((got,), _) = pair.crossed(wide[:, 7])
    assert np.array_equal(got, wide[:, 7])
    assert shared.memory.size_bytes == 2400


def test_arrays_begin_at_aligned_addresses(pair):
    _, (args, _) = pair.crossed(np.ones(1, np.int8), np.ones(3, np.int16), np.ones(5))
    assert [each.ctypes.data % 64 for each in args] == [0, 0, 0]


def test_tensors_keep_their_layout_too(pair):
    torch = pytest.importorskip("torch")
    base = torch.arange(24.0).reshape(4, 6)
    views = (base, base.T, base[::2], base[:, 1], torch.ones(1).expand(5), base[:0])
    views += (base.to(torch.bfloat16).T, base.to(torch.complex128).T, (base.T > 3))
    _, (got, _) = pair.crossed(*views)
    for one, view in zip(got, views, strict=True):
        assert torch.equal(one, view)
        assert (one.dtype, one.stride()) == (view.dtype, view.stride())


def test_what_repeats_beyond_the_limit_is_refused(pair):
    with pytest.raises(TypeError, match="at most 1048576 bytes"):
        pair.crossed(np.broadcast_to(0.0, (10**14,)))


@given(
    st.lists(st.integers(0, 40_000), min_size=1, max_size=4).flatmap(
        lambda sizes: st.tuples(
            st.just(sizes), st.lists(st.integers(0, len(sizes) - 1), unique=True)
        )
    )
)
def test_what_was_written_to_is_named(case):
    sizes, written = case
    pair = Pair()
    shared, (args, _) = pair.crossed(*[np.zeros(size, np.uint8) for size in sizes])
    for index in written:
        if sizes[index]:
            args[index][-1] = 1
    assert shared.mutated() == sorted(index for index in written if sizes[index])
    for each in pair.sockets:
        each.close()
    shared.memory and shared.memory.close()


@pytest.mark.parametrize("size", [3, 20_000])
def test_arrays_within_an_argument_count_for_it(pair, size):
    x, y = np.zeros(size), np.zeros(size)
    shared, ((first, second), kwargs) = pair.crossed([x, {"a": x}], y, z=x, f=len)
    second.fill(0)
    first[1]["a"][2] = -0.0
    kwargs["z"][0] = 1
    assert shared.mutated() == [0, "z"]
    assert np.array_equal(x, np.zeros(size))


def test_a_change_to_a_view_and_to_a_tensor_is_seen(pair):
    torch = pytest.importorskip("torch")
    tensor = torch.zeros(3, dtype=torch.bfloat16)
    shared, (args, _) = pair.crossed(BASE[::2, ::-1], tensor, tensor)
    args[0][1, 1] += 1
    args[2].add_(1)
    assert shared.mutated() == [0, 2]


def test_arguments_without_arrays_share_nothing(pair):
    shared, (args, kwargs) = pair.crossed(1.5, [2], f=len)
    assert (args, kwargs) == ((1.5, [2]), {"f": len})
    assert shared.memory is None
    assert shared.mutated() == []


def test_arrays_of_an_earlier_call_stay_as_they_were(pair):
    first, ((kept,), _) = pair.crossed(np.ones(200_000, np.uint8))
    first.memory.close()
    second, ((later,), _) = pair.crossed(np.zeros(200_000, np.uint8))
    later[:] = 7
    assert kept.min() == kept.max() == 1
    assert second.mutated() == [0]


def test_no_descriptor_stays_open_with_the_solution(pair):
    before = descriptors_open()
    kept = []
    for _ in range(5):
        shared, values = pair.crossed(np.ones(4))
        kept.append(values)
        shared.memory.close()
    assert descriptors_open() == before


def test_shared_memory_cannot_grow():
    memory = SharedMemory([(0, np.ones(5000, np.uint8))], 5000)
    with pytest.raises(PermissionError):
        os.ftruncate(memory.fileno(), 5001)
    with pytest.raises(PermissionError):
        os.pwrite(memory.fileno(), bytes(100), 4999)
    memory.close()


def test_shared_memory_made_smaller_is_changed():
    memory = SharedMemory([(0, np.ones(100_000, np.uint8))], 100_000)
    os.ftruncate(memory.fileno(), 50_000)
    assert memory.changed() == [0]
    memory.close()


def test_memory_is_taken_back_once_nobody_maps_it():
    memory = SharedMemory([(0, np.ones(5000, np.uint8))], 5000)
    kept = os.dup(memory.fileno())
    mapped = shared_map(os.dup(memory.fileno()), 5000)
    assert not memory.release()
    assert mapped.all()
    del mapped
    gc.collect()
    assert memory.release()
    # Whoever kept the descriptor holds no memory by it, and can put none there.
    assert os.fstat(kept).st_blocks == 0
    with pytest.raises(PermissionError):
        os.pwrite(kept, b"x", 0)
    os.close(kept)


def header(values, shared_bytes):
    message = {"type": "call", "id": 1, "function": "f"}
    return msgspec.msgpack.encode(
        {"message": message, "values": values, "shared_bytes": shared_bytes}
    )


def call_values(**changes):
    node = {"type": "array", "library": "numpy", "dtype": "float64", "shape": [2], "device": "cpu"}
    empty = {"type": "dict", "items": {}}
    return [{"type": "tuple", "items": [node | changes]}, empty]


@pytest.mark.parametrize(
    ("values", "shared_bytes", "real_bytes"),
    [
        pytest.param(call_values(), 16, None, id="no descriptor"),
        pytest.param(call_values(), 16, 8, id="less memory than declared"),
        pytest.param(call_values(), 16, 32, id="more memory than declared"),
        pytest.param(call_values(), 8, 8, id="less than the array"),
        pytest.param(call_values(strides=[2]), 16, 16, id="strides beyond the memory"),
        pytest.param(call_values(strides=[-2]), 16, 16, id="strides before the memory"),
        pytest.param(call_values(strides=[2**62]), 16, 16, id="huge strides"),
        pytest.param(call_values(strides=[1, 1]), 16, 16, id="strides of other dimensions"),
        pytest.param(
            call_values(shape=[2**40], strides=[0]), 8, 8, id="more repeats than the limit"
        ),
    ],
)
def test_shared_memory_that_does_not_fit_is_refused(pair, values, shared_bytes, real_bytes):
    memory = None
    if real_bytes:
        memory = SharedMemory([(0, np.zeros(real_bytes, np.uint8))], real_bytes)
    descriptor = memory.fileno() if memory else None
    frame_send(pair.sockets[0], header(values, shared_bytes), (), descriptor)
    with pytest.raises(FrameError):
        pair.solution.receive()


def test_the_judge_takes_no_descriptors(pair):
    before = descriptors_open()
    message = {"message": {"type": "return", "id": 1}, "values": [1]}
    frame_send(pair.sockets[1], msgspec.msgpack.encode(message), (), 0)
    with pytest.raises(FrameError, match="descriptors"):
        pair.judge.receive()
    assert descriptors_open() == before


def test_the_memory_is_sealed_against_growth(pair):
    shared, _ = pair.crossed(np.ones(3))
    seals = fcntl.fcntl(shared.memory.fileno(), fcntl.F_GET_SEALS)
    assert seals & fcntl.F_SEAL_GROW
