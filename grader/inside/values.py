"""The values that may cross the channel, and nothing else.

None, bool, int (64 bits), float, complex, str, list, tuple, dict with str keys, arrays (NumPy or
torch), NumPy scalars, and oracles. Encoding goes by exact type, so a subclass of ndarray with its
own `__eq__` never arrives. Decoding makes only these types, after every size has been checked.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np

from grader.inside.frames import FrameError
from grader.inside.nodes import (
    DIMENSION_LIMIT,
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

DEPTH_LIMIT = 32
NODE_LIMIT = 100_000
_DEVICES = ("cpu", "cuda")
# Read past the metaclass, whose own attributes of these names would come first.
_TYPE_NAME, _TYPE_DICT = type.__dict__["__name__"], type.__dict__["__dict__"]
_NUMPY_NAMES = {np.dtype(name): name for name in NUMPY_DTYPES}
_NUMPY_SCALARS: dict[type, str] = {np.dtype(name).type: name for name in NUMPY_DTYPES}
_NUMPY_SCALARS |= {np.longlong: "int64", np.ulonglong: "uint64"}


class UnsupportedValue(TypeError):
    """A value that may not cross the channel; the message names its type."""


def torch_loaded() -> Any:
    """Return torch where this process has loaded it, else None; never load it."""
    return sys.modules.get("torch")


def tensor_bytes(tensor: Any) -> np.ndarray[Any, Any]:
    """Return a dense tensor's items in C order as bytes on the CPU, without a copy if possible."""
    plain = tensor.detach().resolve_conj().resolve_neg().cpu().contiguous()
    # A contiguous tensor of one item may still have any stride, which view would refuse.
    flat = plain.as_strided((plain.numel(),), (1,)).view(torch_loaded().uint8)
    return cast("np.ndarray[Any, Any]", flat.numpy())


@dataclass
class Encoder:
    """Turns values into nodes and collects the arrays' bytes.

    `oracle_number` gives a callable its number; without it callables are refused.
    `body_limit_bytes` bounds the arrays together. It is checked before their items are laid out: an
    array that only repeats one item may claim any size.
    """

    oracle_number: Callable[[Callable[..., object]], int] | None = None
    body_limit_bytes: int = sys.maxsize
    buffers: list[memoryview] = field(default_factory=list)
    body_bytes: int = 0
    _nodes: int = 0

    def encode(self, value: object, depth: int = 0) -> Node:
        """Return the node of one value. Raises UnsupportedValue."""
        self._nodes += 1
        if depth > DEPTH_LIMIT or self._nodes > NODE_LIMIT:
            raise UnsupportedValue("The value is nested too deeply or has too many items.")
        if value is None:
            return None
        make = _MAKERS.get(type(value))
        return self._other(value) if make is None else make(self, value, depth)

    def _list(self, value: list[object], depth: int) -> ListNode:
        return ListNode([self.encode(item, depth + 1) for item in value])

    def _tuple(self, value: tuple[object, ...], depth: int) -> TupleNode:
        return TupleNode([self.encode(item, depth + 1) for item in value])

    def _dict(self, value: dict[object, object], depth: int) -> DictNode:
        nodes: dict[str, Node] = {}
        for key, item in value.items():
            if type(key) is not str:
                raise UnsupportedValue(f"A dict key is {type_name(key)}; only str keys may cross.")
            nodes[key] = self.encode(item, depth + 1)
        return DictNode(nodes)

    def _other(self, value: object) -> Node:
        torch = torch_loaded()
        if torch is not None and type(value) is torch.Tensor:
            return self._torch(value)
        if self.oracle_number is not None and callable(value):
            return OracleNode(self.oracle_number(value))
        raise UnsupportedValue(f"A value of type {type_name(value)} cannot be used here.")

    def _numpy(self, array: np.ndarray[Any, Any], _: int) -> ArrayNode:
        name = _NUMPY_NAMES.get(array.dtype)
        if name is None:
            raise UnsupportedValue(f"An array of dtype {array.dtype!s:.80} cannot be used here.")
        if array.ndim > DIMENSION_LIMIT:
            raise UnsupportedValue(f"An array of {array.ndim} dimensions cannot be used here.")
        self._size_claim(array.nbytes)
        self._buffer_add(np.ascontiguousarray(array).reshape(-1).view(np.uint8))
        return ArrayNode("numpy", name, list(array.shape), "cpu")

    def _torch(self, value: Any) -> ArrayNode:
        torch = torch_loaded()
        name = str(value.dtype).removeprefix("torch.")
        device = value.device.type
        if name not in TORCH_DTYPE_BYTES or device not in _DEVICES:
            raise UnsupportedValue(f"A tensor of {name} on {device} cannot be used here.")
        if value.layout is not torch.strided or value.ndim > DIMENSION_LIMIT:
            raise UnsupportedValue("Only dense tensors of at most 16 dimensions can be used here.")
        self._size_claim(value.numel() * TORCH_DTYPE_BYTES[name])
        try:
            self._buffer_add(tensor_bytes(value))
        except RuntimeError as error:
            # Such as a tensor that belongs to a transform which has ended.
            raise UnsupportedValue(f"A tensor cannot be read: {str(error)[:200]}") from error
        return ArrayNode("torch", name, list(value.shape), device)

    def _size_claim(self, size_bytes: int) -> None:
        self.body_bytes += size_bytes
        if self.body_bytes > self.body_limit_bytes:
            raise UnsupportedValue(
                f"The arrays take {self.body_bytes} bytes;"
                f" at most {self.body_limit_bytes} bytes may cross."
            )

    def _buffer_add(self, flat: np.ndarray[Any, Any]) -> None:
        if flat.nbytes:
            self.buffers.append(flat.data)


def _itself(_: Encoder, value: Node, __: int) -> Node:
    return value


def _int(_: Encoder, value: int, __: int) -> int:
    if not -(2**63) <= value < 2**64:
        raise UnsupportedValue("An int of more than 64 bits cannot be used here.")
    return value


def _complex(_: Encoder, value: complex, __: int) -> ComplexNode:
    return ComplexNode(value.real, value.imag)


def _scalar_node(_: Encoder, value: np.generic, __: int) -> NumpyScalarNode:
    return NumpyScalarNode(_NUMPY_SCALARS[type(value)], value.tobytes())


_MAKERS: dict[type, Callable[[Encoder, Any, int], Node]] = {
    bool: _itself,
    float: _itself,
    str: _itself,
    int: _int,
    complex: _complex,
    list: Encoder._list,
    tuple: Encoder._tuple,
    dict: Encoder._dict,
    np.ndarray: Encoder._numpy,
    **dict.fromkeys(_NUMPY_SCALARS, _scalar_node),
}


def type_name(value: object) -> str:
    """Return a value's type as text, whatever its metaclass does."""
    kind = type(value)
    name = _TYPE_NAME.__get__(kind)
    module = _TYPE_DICT.__get__(kind).get("__module__", "")
    prefix = f"{module}." if type(module) is str and module not in ("", "builtins") else ""
    # Joined, since a name may be a subclass of str that formats itself.
    return "".join((prefix, name))[:120]


def arrays_check(nodes: list[Node], body_bytes: int) -> None:
    """Check that the arrays named by the nodes fill the body exactly, before any is allocated."""
    total = sum(_array_bytes(node, body_bytes) for node in _array_nodes(nodes))
    if total != body_bytes:
        raise FrameError(f"The arrays need {total} bytes and the body has {body_bytes}.")


def _array_nodes(nodes: list[Node], depth: int = 0) -> Iterator[ArrayNode]:
    if depth > DEPTH_LIMIT + 1:
        raise FrameError("A value is nested too deeply.")
    for node in nodes:
        if isinstance(node, ArrayNode):
            yield node
        elif isinstance(node, ListNode | TupleNode):
            yield from _array_nodes(node.items, depth + 1)
        elif isinstance(node, DictNode):
            yield from _array_nodes(list(node.items.values()), depth + 1)


def _array_bytes(node: ArrayNode, body_bytes: int) -> int:
    if node.library == "numpy":
        if node.dtype not in NUMPY_DTYPES or node.device != "cpu":
            raise FrameError("A NumPy array has an unknown dtype or device.")
        item_bytes = np.dtype(node.dtype).itemsize
    else:
        if node.dtype not in TORCH_DTYPE_BYTES or torch_loaded() is None:
            raise FrameError("A tensor has an unknown dtype, or torch is not loaded.")
        item_bytes = TORCH_DTYPE_BYTES[node.dtype]
    # A zero among huge dimensions must not smuggle a shape that no allocator accepts.
    if math.prod(max(size, 1) for size in node.shape) * item_bytes > max(body_bytes, 1 << 20):
        raise FrameError("An array's shape is larger than its frame.")
    return math.prod(node.shape) * item_bytes


@dataclass
class Decoder:
    """Builds values from checked nodes; `buffer_fill` fills the next byte view from the body.

    `oracle_make` builds the callable for an oracle's number; without it oracles are refused.
    """

    buffer_fill: Callable[[memoryview], None]
    oracle_make: Callable[[int], object] | None = None

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
        return self.oracle_make(node.number)

    def _array(self, node: ArrayNode) -> object:
        return self._numpy(node) if node.library == "numpy" else self._torch(node)

    def _numpy(self, node: ArrayNode) -> np.ndarray[Any, Any]:
        array = np.empty(node.shape, np.dtype(node.dtype))
        if array.nbytes:
            self.buffer_fill(array.reshape(-1).view(np.uint8).data)
        return array

    def _torch(self, node: ArrayNode) -> object:
        torch = torch_loaded()
        tensor = torch.empty(node.shape, dtype=getattr(torch, node.dtype))
        if tensor.numel():
            self.buffer_fill(tensor.reshape(-1).view(torch.uint8).numpy().data)
        if node.device == "cuda":
            try:
                tensor = tensor.to("cuda")
            except (RuntimeError, AssertionError) as error:
                raise FrameError("A tensor is on cuda, which this process cannot use.") from error
        return cast("object", tensor)

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
