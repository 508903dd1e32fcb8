"""Values from their nodes: only the types of the grammar, after every size has been checked."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

import numpy as np

from grader.inside.frames import FrameError
from grader.inside.layouts import aligned, array_over, span_of
from grader.inside.nodes import (
    NUMPY_DTYPES,
    TORCH_DTYPE_BYTES,
    ArrayNode,
    ComplexNode,
    DictNode,
    ListNode,
    Node,
    NumpyScalarNode,
    OracleNode,
    TupleNode,
)
from grader.inside.values import DEPTH_LIMIT, torch_loaded

_SMALL_SHAPE_BYTES = 1 << 20
_NUMPY_DTYPES = {name: np.dtype(name) for name in NUMPY_DTYPES}


def arrays_check(nodes: list[Node], body_bytes: int, shared_limit_bytes: int = 0) -> None:
    """Check that the arrays named by the nodes fill the body exactly, before any is allocated.

    With `shared_limit_bytes` the body is memory shared with the judge. Arrays there lie at aligned
    offsets and may have strides; one that repeats its items counts up to that limit.
    """
    room_bytes = max(body_bytes, shared_limit_bytes, _SMALL_SHAPE_BYTES)
    total = 0
    for node in _array_nodes(nodes):
        if shared_limit_bytes:
            total = aligned(total)
        elif node.strides is not None:
            raise FrameError("An array has strides, which only shared memory may have.")
        total += _array_bytes(node, room_bytes)
    if total != body_bytes:
        raise FrameError(f"The arrays need {total} bytes and the body has {body_bytes}.")


def _array_nodes(nodes: list[Node], depth: int = 0) -> Iterator[ArrayNode]:
    if depth > DEPTH_LIMIT + 1:
        raise FrameError("A value is nested too deeply.")
    for node in nodes:
        kind = type(node)
        if kind is ArrayNode:
            yield cast("ArrayNode", node)
        elif isinstance(node, ListNode | TupleNode):
            yield from _array_nodes(node.items, depth + 1)
        elif isinstance(node, DictNode):
            yield from _array_nodes(list(node.items.values()), depth + 1)


def _array_bytes(node: ArrayNode, room_bytes: int) -> int:
    if node.library == "numpy":
        if node.dtype not in _NUMPY_DTYPES or node.device != "cpu":
            raise FrameError("A NumPy array has an unknown dtype or device.")
        item_bytes = _NUMPY_DTYPES[node.dtype].itemsize
    else:
        if node.dtype not in TORCH_DTYPE_BYTES or torch_loaded() is None:
            raise FrameError("A tensor has an unknown dtype, or torch is not loaded.")
        item_bytes = TORCH_DTYPE_BYTES[node.dtype]
    # A zero among huge dimensions must not smuggle a shape that no allocator accepts.
    if math.prod([size or 1 for size in node.shape]) * item_bytes > room_bytes:
        raise FrameError("An array's shape is larger than its frame.")
    if node.strides is not None and len(node.strides) != len(node.shape):
        raise FrameError("An array has strides for other dimensions than its own.")
    return span_of(node.shape, node.strides)[1] * item_bytes


@dataclass
class Decoder:
    """Builds values from checked nodes; `buffer_fill` fills the next byte view from the body.

    `oracle_make` builds the callable for an oracle's node; without it oracles are refused.
    With `shared` arrays are built on that memory, without a copy, instead.
    """

    buffer_fill: Callable[[memoryview], None]
    oracle_make: Callable[[OracleNode], object] | None = None
    shared: np.ndarray[Any, Any] | None = None
    _shared_end: int = 0

    def decode(self, node: Node) -> object:
        """Return the value of one node. Raises FrameError."""
        build = _BUILDERS.get(type(node))
        return node if build is None else build(self, node)

    def _list(self, node: ListNode) -> list[object]:
        return [self.decode(item) for item in node.items]

    def _tuple(self, node: TupleNode) -> tuple[object, ...]:
        return tuple([self.decode(item) for item in node.items])

    def _dict(self, node: DictNode) -> dict[str, object]:
        return {key: self.decode(item) for key, item in node.items.items()}

    def _complex(self, node: ComplexNode) -> complex:
        return complex(node.real, node.imag)

    def _oracle(self, node: OracleNode) -> object:
        if self.oracle_make is None:
            raise FrameError("An oracle may not travel in this direction.")
        return self.oracle_make(node)

    def _array(self, node: ArrayNode) -> object:
        return self._numpy(node) if node.library == "numpy" else self._torch(node)

    def _numpy(self, node: ArrayNode) -> np.ndarray[Any, Any]:
        dtype = _NUMPY_DTYPES[node.dtype]
        if self.shared is None or 0 in node.shape:
            array = np.empty(node.shape, dtype)
            if array.nbytes:
                self.buffer_fill(array.reshape(-1).view(np.uint8).data)
            return array
        offset, span = self._place(node, dtype.itemsize)
        array = array_over(self.shared, dtype, node.shape, node.strides, offset)
        if span < array.size:
            # As np.broadcast_to does it: nobody can tell which of its items a write is for.
            array.flags.writeable = False
        return array

    def _torch(self, node: ArrayNode) -> object:
        torch = torch_loaded()
        dtype = getattr(torch, node.dtype)
        if self.shared is None or 0 in node.shape:
            tensor = torch.empty(node.shape, dtype=dtype)
            if tensor.numel():
                self.buffer_fill(tensor.reshape(-1).view(torch.uint8).numpy().data)
        else:
            offset, span = self._place(node, TORCH_DTYPE_BYTES[node.dtype])
            flat = torch.frombuffer(self.shared, dtype=dtype, count=span, offset=offset)
            strides = node.strides
            tensor = (
                flat.view(node.shape) if strides is None else flat.as_strided(node.shape, strides)
            )
        if node.device == "cuda":
            try:
                tensor = tensor.to("cuda")
            except (RuntimeError, AssertionError) as error:
                raise FrameError("A tensor is on cuda, which this process cannot use.") from error
        return cast("object", tensor)

    def _place(self, node: ArrayNode, item_bytes: int) -> tuple[int, int]:
        """Return the next array's offset in shared memory, and how many items it has there."""
        begin = aligned(self._shared_end)
        before, span = span_of(node.shape, node.strides)
        self._shared_end = begin + span * item_bytes
        return begin + before * item_bytes, span

    def _scalar(self, node: NumpyScalarNode) -> np.generic:
        if node.dtype not in NUMPY_DTYPES or np.dtype(node.dtype).itemsize != len(node.data):
            raise FrameError("A NumPy scalar has an unknown dtype or a wrong size.")
        return cast("np.generic", np.frombuffer(node.data, np.dtype(node.dtype))[0])


_BUILDERS: dict[type, Callable[[Decoder, Any], object]] = {
    ListNode: Decoder._list,
    TupleNode: Decoder._tuple,
    DictNode: Decoder._dict,
    ComplexNode: Decoder._complex,
    OracleNode: Decoder._oracle,
    ArrayNode: Decoder._array,
    NumpyScalarNode: Decoder._scalar,
}
