"""How an array's items lie in memory: the strides that cross, and what they reach.

Strides are counted in items. An array in C order has none here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

ALIGNMENT_BYTES = 64
# A view with wider gaps is packed: it would take the place of what it leaves out.
_SPARSE = 4
_SPARSE_FREE_BYTES = 1 << 16

Bytes = np.ndarray[Any, np.dtype[np.uint8]]


def span_of(shape: Sequence[int], strides: Sequence[int] | None) -> tuple[int, int]:
    """Return how many items an array's memory has before its first item, and in all."""
    count = math.prod(shape)
    if strides is None or count == 0:
        return 0, count
    reaches = [(size - 1) * stride for size, stride in zip(shape, strides, strict=True)]
    before = -sum([reach for reach in reaches if reach < 0])
    return before, before + sum([reach for reach in reaches if reach > 0]) + 1


def aligned(offset: int) -> int:
    """Return the next offset at which an array may begin."""
    return -(-offset // ALIGNMENT_BYTES) * ALIGNMENT_BYTES


def strides_of(array: np.ndarray[Any, Any]) -> list[int] | None:
    """Return the strides with which an array is laid out on the other side."""
    if array.flags.c_contiguous:
        return None
    item_bytes = array.itemsize
    if any(stride % item_bytes for stride in array.strides):
        return None
    strides = [stride // item_bytes for stride in array.strides]
    span_bytes = span_of(array.shape, strides)[1] * item_bytes
    return strides if span_bytes <= _SPARSE * array.nbytes + _SPARSE_FREE_BYTES else None


def laid_out(array: np.ndarray[Any, Any], strides: list[int] | None) -> Bytes:
    """Return the bytes of an array's memory under these strides, without a copy if possible."""
    if strides is None:
        return np.ascontiguousarray(array).reshape(-1).view(np.uint8)
    if array.flags.f_contiguous:
        return array.T.reshape(-1).view(np.uint8)
    before, span = span_of(array.shape, strides)
    memory = np.zeros(span, array.dtype)
    view = array_over(memory, array.dtype, array.shape, strides, before * array.itemsize)
    view[...] = array
    return memory.view(np.uint8)


def array_over(
    memory: np.ndarray[Any, Any],
    dtype: np.dtype[Any],
    shape: Sequence[int],
    strides: Sequence[int] | None,
    offset_bytes: int,
) -> np.ndarray[Any, Any]:
    """Return an array over memory whose first item lies at an offset."""
    steps = None if strides is None else [stride * dtype.itemsize for stride in strides]
    return np.ndarray(tuple(shape), dtype, buffer=memory, offset=offset_bytes, strides=steps)
