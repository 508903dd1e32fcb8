"""Whether two results are the same, bit for bit."""

import sys
from typing import Any

import numpy as np
import numpy.typing as npt

from exercises.checking.arrays import (
    dtype_of,
    index_said,
    is_array,
    is_tensor,
    shape_of,
    wide,
)


def first_difference(first: Any, second: Any) -> str | None:
    """Return where two results differ, as " at entry [0]", or None where every bit agrees.

    A NaN agrees with nothing. Tuples, lists and dicts are compared item by item.
    """
    if type(first) is not type(second):
        return " in type"
    if isinstance(first, tuple | list | dict):
        return _items_difference(first, second)
    if is_array(first):
        return _array_difference(first, second)
    same = first == second and repr(first) == repr(second)
    return None if same else ""


def _items_difference(first: Any, second: Any) -> str | None:
    if isinstance(first, dict):
        if first.keys() != second.keys():
            return " in their keys"
        return _first([(f" in {key!r}", value, second[key]) for key, value in first.items()])
    if len(first) != len(second):
        return " in length"
    pairs = enumerate(zip(first, second, strict=True))
    return _first([(f" in item {place}", *pair) for place, pair in pairs])


def _first(pairs: list[tuple[str, Any, Any]]) -> str | None:
    for place, left, right in pairs:
        difference = first_difference(left, right)
        if difference is not None:
            return f"{place}{difference}"
    return None


def _array_difference(first: Any, second: Any) -> str | None:
    if shape_of(first) != shape_of(second):
        return " in shape"
    if dtype_of(first) != dtype_of(second):
        return " in dtype"
    numbers = wide(first)
    wrong = (_bytes(first) != _bytes(second)).any(axis=1) | np.isnan(numbers).ravel()
    if not wrong.any():
        return None
    entry = np.unravel_index(int(np.argmax(wrong)), numbers.shape)
    return f" at entry {index_said(entry)}" if numbers.ndim else ""


def _bytes(value: Any) -> npt.NDArray[np.uint8]:
    """Return the bytes of each entry as a row; NumPy has no bfloat16, so torch counts them."""
    if is_tensor(value):
        torch = sys.modules["torch"]
        flat = value.detach().cpu().contiguous().reshape(-1)
        return np.asarray(flat.view(torch.uint8).numpy()).reshape(flat.numel(), flat.element_size())
    array = np.ascontiguousarray(value).reshape(-1)
    return array.view(np.uint8).reshape(array.size, array.itemsize)
