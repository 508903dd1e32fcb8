"""The values of the grammar cross unchanged, and no others do."""

from __future__ import annotations

import math
import socket

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from grader.inside.channel import Channel
from grader.inside.messages import Call, Return
from grader.inside.nodes import NUMPY_DTYPES, TORCH_DTYPE_BYTES
from grader.inside.values import Encoder, UnsupportedValue, type_name

LIMIT = 1 << 20


def crossed(*values):
    """Return the values as the judge receives them from the solution process."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        Channel(theirs, LIMIT, side="solution").send(Return(id=1, mutated=[]), (values,))
        return Channel(ours, LIMIT, side="judge").receive().values[0]


def same(got, sent):
    """Return whether two values are the same in type, shape, dtype and bytes."""
    if type(got) is not type(sent):
        return False
    if isinstance(sent, np.ndarray | np.generic):
        return (got.dtype, got.shape) == (
            sent.dtype,
            sent.shape,
        ) and got.tobytes() == sent.tobytes()
    if isinstance(sent, list | tuple):
        return len(got) == len(sent) and all(map(same, got, sent))
    if isinstance(sent, dict):
        return list(got) == list(sent) and all(same(got[key], sent[key]) for key in sent)
    return got == sent or (got != got and sent != sent)


arrays = npst.arrays(
    dtype=st.sampled_from(NUMPY_DTYPES),
    shape=npst.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=5),
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.complex_numbers()
    | st.text(st.characters(exclude_categories=["Cs"]))
)
values = st.recursive(
    scalars | arrays,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text("abc", max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(values)
def test_a_value_crosses_unchanged(value):
    assert same(crossed(value)[0], value)


@pytest.mark.parametrize("name", NUMPY_DTYPES)
def test_numpy_scalars_keep_their_type(name):
    scalar = np.dtype(name).type(1)
    assert same(crossed(scalar)[0], scalar)


def test_strided_arrays_cross_by_their_items():
    base = np.arange(24.0).reshape(4, 6)
    for view in (base.T, base[::2, ::-1], base[:, 1], np.broadcast_to(base[0], (3, 6))):
        (got,) = crossed(view)
        assert np.array_equal(got, view)
        assert got.flags.c_contiguous
        assert got.flags.writeable
        assert got.flags.owndata


@pytest.mark.parametrize("name", TORCH_DTYPE_BYTES)
def test_tensors_cross_unchanged(name):
    torch = pytest.importorskip("torch")
    tensor = torch.arange(6).reshape(2, 3).to(getattr(torch, name))
    for sent in (tensor, tensor.T, tensor[0, 0], tensor[:0]):
        (got,) = crossed(sent)
        assert got.dtype == sent.dtype
        assert torch.equal(got, sent)
        assert not got.requires_grad


def test_a_tensor_of_a_transform_that_has_ended_is_refused():
    torch = pytest.importorskip("torch")
    kept = []
    torch.func.vmap(lambda x: kept.append(x) or x)(torch.ones(2, 3))
    with pytest.raises(UnsupportedValue):
        crossed(kept[0])


def test_tensor_views_that_are_lazy_cross_by_their_value():
    torch = pytest.importorskip("torch")
    tensor = torch.tensor([1 + 2j], requires_grad=True)
    assert torch.equal(crossed(tensor.conj())[0], torch.tensor([1 - 2j]))
    assert torch.equal(crossed(tensor.conj().imag)[0], torch.tensor([-2.0]))


class FloatChild(float):
    """A float that is none."""


class ArrayChild(np.ndarray):
    """An array that is none."""


@pytest.mark.parametrize(
    "value",
    [
        b"bytes",
        {1, 2},
        object(),
        print,
        range(3),
        (item for item in ()),
        2**64,
        -(2**63) - 1,
        "\ud800",
        FloatChild(1),
        np.zeros(2).view(ArrayChild),
        np.ma.masked_array([1.0]),
        np.array([None]),
        np.zeros(2, dtype=[("a", "f8")]),
        np.zeros(2, dtype=">f8"),
        np.array(["text"]),
        np.array([1], "datetime64[s]"),
        np.str_("text"),
        np.longdouble(1),
        np.zeros((1,) * 17),
        {1: 2},
        {"a": {b"k": 1}},
        [0.5] * 200_000,
        np.zeros(LIMIT + 1, np.uint8),
    ],
    ids=lambda value: type(value).__name__,
)
def test_anything_else_is_refused(value):
    with pytest.raises(UnsupportedValue):
        crossed(value)


def test_other_tensors_are_refused():
    torch = pytest.importorskip("torch")
    refused = [
        torch.nn.Parameter(torch.ones(2)),
        torch.ones(2).to_sparse(),
        torch.ones(2, device="meta"),
        torch.Size([2]),
        torch.float32,
    ]
    for value in refused:
        with pytest.raises(UnsupportedValue):
            crossed(value)


def test_an_array_that_repeats_one_item_is_measured_before_it_is_laid_out():
    torch = pytest.importorskip("torch")
    for value in (np.broadcast_to(0.0, (10**14,)), torch.zeros(1).expand(10**14)):
        with pytest.raises(UnsupportedValue, match="at most 1048576 bytes"):
            crossed(value)


def test_the_arrays_of_one_value_share_its_limit():
    half = np.zeros(8, np.uint8)
    Encoder(body_limit_bytes=16).encode([half, half])
    with pytest.raises(UnsupportedValue, match="take 17 bytes; at most 16 bytes"):
        Encoder(body_limit_bytes=16).encode([half, half, half[:1]])


def test_a_type_is_named_past_its_metaclass():
    class Text(str):
        def __format__(self, form):
            raise ValueError

    class Lying(type):
        __name__ = property(lambda cls: 1 / 0)
        __dict__ = property(lambda cls: 1 / 0)

    assert type_name(Lying(Text("Name"), (), {"__module__": "own"})()) == "own.Name"


def test_a_refused_value_sends_nothing():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        channel = Channel(theirs, LIMIT, side="solution")
        with pytest.raises(UnsupportedValue):
            channel.send(Return(id=1, mutated=[]), ([np.zeros(4), object()],))
        channel.send(Return(id=2, mutated=[]), (math.pi,))
        assert Channel(ours, LIMIT, side="judge").receive().values == (math.pi,)


def test_the_judges_callables_cross_as_oracles():
    ours, theirs = socket.socketpair()
    numbered = []
    with ours, theirs:
        judge = Channel(
            ours, LIMIT, side="judge", oracle_number=lambda f: numbered.append(f) or len(numbered)
        )
        judge.send(Call(id=1, function="f"), ((len, [max]), {}))
        solution = Channel(theirs, LIMIT, side="solution", oracle_make=lambda node: -node.number)
        assert solution.receive().values == ((-1, [-2]), {})
    assert numbered == [len, max]
