"""One view of NumPy arrays, torch tensors and plain numbers."""

import math
import sys
from typing import Any

import numpy as np
import numpy.typing as npt

from exercises.checking.tolerances import dtype_name


def is_tensor(value: object) -> bool:
    """Return whether this is a torch tensor, without importing torch."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.Tensor)


def is_array(value: object) -> bool:
    """Return whether this is a NumPy array, a NumPy scalar or a torch tensor."""
    return isinstance(value, np.ndarray | np.generic) or is_tensor(value)


def is_number(value: object) -> bool:
    """Return whether this is a real or complex number of any kind, truth values excepted."""
    if is_array(value):
        return shape_of(value) == () and dtype_of(value) != "bool"
    return isinstance(value, int | float | complex) and not isinstance(value, bool)


def shape_of(value: Any) -> tuple[int, ...]:
    """Return the shape as a tuple of int; () for a plain number."""
    return tuple(int(length) for length in value.shape) if is_array(value) else ()


def dtype_of(value: Any) -> str:
    """Return the dtype's plain name; the type's name for what has no dtype."""
    return dtype_name(value.dtype) if is_array(value) else type(value).__name__


def device_of(value: Any) -> str:
    """Return "cpu" or "cuda": where an array lies; what is no tensor lies on the CPU."""
    return str(value.device.type) if is_tensor(value) else "cpu"


def wide(value: Any) -> npt.NDArray[Any]:
    """Return the numbers as float64, or complex128, in NumPy on the CPU.

    Raises:
        TypeError: when the value is no array and no number.

    """
    if is_tensor(value):
        value = value.detach().cpu()
        value = value.to(dtype=_wide_tensor_dtype(value)).numpy()
    elif not is_array(value) and not is_number(value):
        raise TypeError(f"{type(value).__name__} is no array and no number")
    array = np.asarray(value)
    return array.astype(np.complex128 if np.iscomplexobj(array) else np.float64)


def norm(numbers: npt.NDArray[Any]) -> float:
    """Return the 2-norm of all entries, without overflow: NaN where one is NaN."""
    if numbers.size == 0:
        return 0.0
    largest = float(np.max(np.abs(numbers)))
    if largest == 0 or not math.isfinite(largest):
        return largest
    return largest * float(np.linalg.norm((numbers / largest).ravel()))


def spectral_norm(matrix: npt.NDArray[Any]) -> float:
    """Return the largest singular value; 0 for a matrix without entries."""
    return float(np.linalg.norm(matrix, 2)) if matrix.size else 0.0


def index_said(entry: tuple[Any, ...]) -> str:
    """Return an entry's position as a learner reads it: "[0, 3]"."""
    return "[" + ", ".join(str(int(position)) for position in entry) + "]"


def described(value: Any) -> str:
    """Return what a value is, in a few words that show at most one of its numbers."""
    if value is None or isinstance(value, bool):
        return str(value)
    if is_array(value) and shape_of(value):
        return f"an array of shape {shape_of(value)}"
    if is_number(value):
        number = wide(value)[()]
        return f"the number {number:.6g}" if np.isfinite(number) else f"{number:g}"
    return f"a value of type {dtype_of(value)}"


def _wide_tensor_dtype(value: Any) -> Any:
    torch = sys.modules["torch"]
    return torch.complex128 if value.is_complex() else torch.float64
