"""The wire form of values: a tree of nodes in a frame's header, beside the arrays in its body."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec

DIMENSION_LIMIT = 16

NUMPY_DTYPES = (
    "bool",
    "int8",
    "int16",
    "int32",
    "int64",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "float16",
    "float32",
    "float64",
    "complex64",
    "complex128",
)
TORCH_DTYPE_BYTES = {
    "bool": 1,
    "int8": 1,
    "int16": 2,
    "int32": 4,
    "int64": 8,
    "uint8": 1,
    "float16": 2,
    "bfloat16": 2,
    "float32": 4,
    "float64": 8,
    "complex64": 8,
    "complex128": 16,
}


class _Node(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class ComplexNode(_Node, frozen=True, tag="complex"):
    """A Python complex number."""

    real: float
    imag: float


class ListNode(_Node, frozen=True, tag="list"):
    """A list."""

    items: list[Node]


class TupleNode(_Node, frozen=True, tag="tuple"):
    """A tuple."""

    items: list[Node]


class DictNode(_Node, frozen=True, tag="dict"):
    """A dict with string keys, in order."""

    items: dict[str, Node]


class ArrayNode(_Node, frozen=True, tag="array", omit_defaults=True):
    """An array; its items are the next of the frame's body, or of the call's shared memory.

    `strides` (in items) is the layout of an array in shared memory; None is C order, and the only
    one in a body.
    """

    library: Literal["numpy", "torch"]
    dtype: str
    shape: Annotated[
        list[Annotated[int, msgspec.Meta(ge=0, le=2**62)]], msgspec.Meta(max_length=DIMENSION_LIMIT)
    ]
    device: Literal["cpu", "cuda"]
    strides: (
        Annotated[
            list[Annotated[int, msgspec.Meta(ge=-(2**62), le=2**62)]],
            msgspec.Meta(max_length=DIMENSION_LIMIT),
        ]
        | None
    ) = None


class NumpyScalarNode(_Node, frozen=True, tag="scalar"):
    """A NumPy scalar by its bytes."""

    dtype: str
    data: Annotated[bytes, msgspec.Meta(max_length=16)]


class OracleNode(_Node, frozen=True, tag="oracle"):
    """A callable of the judge's, by number."""

    number: Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
    is_differentiable: bool = False


Node: TypeAlias = (
    bool
    | int
    | float
    | str
    | ComplexNode
    | ListNode
    | TupleNode
    | DictNode
    | ArrayNode
    | NumpyScalarNode
    | OracleNode
    | None
)
