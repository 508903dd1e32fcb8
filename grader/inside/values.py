"""The values that may cross the channel, and nothing else.

None, bool, int (64 bits), float, complex, str, list, tuple, dict with str keys, arrays (NumPy or
torch), NumPy scalars, and oracles. Encoding goes by exact type, so a subclass of ndarray with its
own `__eq__` never arrives. See `decoding` for the way back.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np

from grader.inside.layouts import Bytes, aligned, laid_out, span_of, strides_of
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


def _tensor_items(tensor: Any) -> np.ndarray[Any, Any]:
    """Return a dense tensor's items on the CPU with its strides, as any type of their size."""
    torch = torch_loaded()
    plain = tensor.detach().resolve_conj().resolve_neg().cpu()
    alike = {1: torch.uint8, 2: torch.int16, 4: torch.int32, 8: torch.int64}
    return cast("np.ndarray[Any, Any]", plain.view(alike.get(plain.itemsize, plain.dtype)).numpy())


@dataclass
class Encoder:
    """Turns values into nodes and collects the arrays' bytes.

    `oracle_number` gives a callable its number; without it callables are refused.
    `body_limit_bytes` bounds the arrays together. It is checked before their items are laid out: an
    array that only repeats one item may claim any size.
    Arrays that are to be shared keep their layout and lie at aligned offsets; others are in C order
    and follow one another.
    """

    oracle_number: Callable[[Callable[..., object]], int] | None = None
    body_limit_bytes: int = sys.maxsize
    is_shared: bool = False
    pieces: list[tuple[int, Bytes]] = field(default_factory=list)
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
            is_differentiable = getattr(type(value), "is_differentiable", False) is True
            return OracleNode(self.oracle_number(value), is_differentiable)
        raise UnsupportedValue(f"A value of type {type_name(value)} cannot be used here.")

    def _numpy(self, array: np.ndarray[Any, Any], _: int) -> ArrayNode:
        name = _NUMPY_NAMES.get(array.dtype)
        if name is None:
            raise UnsupportedValue(f"An array of dtype {array.dtype!s:.80} cannot be used here.")
        if array.ndim > DIMENSION_LIMIT:
            raise UnsupportedValue(f"An array of {array.ndim} dimensions cannot be used here.")
        strides = self._place(array) if self.is_shared else None
        if strides is None:
            self._size_claim(array.nbytes)
            self._piece_add(laid_out(array, None))
        return ArrayNode("numpy", name, list(array.shape), "cpu", strides)

    def _torch(self, value: Any) -> ArrayNode:
        torch = torch_loaded()
        name = str(value.dtype).removeprefix("torch.")
        device = value.device.type
        if name not in TORCH_DTYPE_BYTES or device not in _DEVICES:
            raise UnsupportedValue(f"A tensor of {name} on {device} cannot be used here.")
        if value.layout is not torch.strided or value.ndim > DIMENSION_LIMIT:
            raise UnsupportedValue("Only dense tensors of at most 16 dimensions can be used here.")
        strides = None
        try:
            if self.is_shared and not value.is_contiguous():
                strides = self._place(_tensor_items(value))
            if strides is None:
                self._size_claim(value.numel() * TORCH_DTYPE_BYTES[name])
                self._piece_add(tensor_bytes(value))
        except RuntimeError as error:
            # Such as a tensor that belongs to a transform which has ended.
            raise UnsupportedValue(f"A tensor cannot be read: {str(error)[:200]}") from error
        return ArrayNode("torch", name, list(value.shape), device, strides)

    def _place(self, items: np.ndarray[Any, Any]) -> list[int] | None:
        """Lay an array out with its strides and return them; do nothing where it has none."""
        # What repeats its items may claim any size, and would be laid out item by item.
        strides = strides_of(items) if items.nbytes <= self.body_limit_bytes else None
        if strides is not None:
            self._size_claim(span_of(items.shape, strides)[1] * items.itemsize)
            self._piece_add(laid_out(items, strides))
        return strides

    def _size_claim(self, size_bytes: int) -> None:
        if self.is_shared:
            self.body_bytes = aligned(self.body_bytes)
        self.body_bytes += size_bytes
        if self.body_bytes > self.body_limit_bytes:
            raise UnsupportedValue(
                f"The arrays take {self.body_bytes} bytes;"
                f" at most {self.body_limit_bytes} bytes may cross."
            )

    def _piece_add(self, flat: Bytes) -> None:
        if flat.nbytes:
            self.pieces.append((self.body_bytes - flat.nbytes, flat))


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
