"""Keeps answers of the reference as JSON, and finds them again by their inputs.

A notebook carries this very text, so it imports NumPy and `exercises.checking` alone.
"""

import base64
import math
import sys
from collections import namedtuple
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np

from exercises.checking.arrays import is_array, is_tensor

# Other machines round differently, so inputs made by the same steps are only nearly the same.
NEAR = 1e-6

Kept = list[Any]


def digest(value: Any) -> Kept:
    """Return a few numbers that tell inputs apart, and that rounding moves only a little."""
    if is_tensor(value):
        value = value.detach().cpu().double().numpy()
    if is_array(value):
        return _array_digest(np.asarray(value))
    if isinstance(value, list | tuple):
        return ["list", *map(digest, value)]
    if isinstance(value, dict):
        return ["dict", *([str(key), digest(value[key])] for key in sorted(value, key=str))]
    if value is None or isinstance(value, bool | str):
        return ["plain", repr(value)]
    if isinstance(value, int | float | complex):
        return _array_digest(np.asarray(complex(value)))
    return ["other", "function" if callable(value) else type(value).__name__]


def is_near(asked: Any, known: Any) -> bool:
    """Tell whether two digests are of the same inputs."""
    if not isinstance(asked, list) or not isinstance(known, list) or len(asked) != len(known):
        return bool(asked == known)
    if asked[:1] == known[:1] == ["array"] and asked[1] == known[1]:
        return all(map(_within, asked[2:], known[2:], [max(_size(asked), _size(known))] * 5))
    return all(map(is_near, asked, known))


def encoded(value: Any) -> Kept:
    """Return an answer in JSON's terms; TypeError for what cannot be kept."""
    for is_kind, encode in ENCODERS:
        if is_kind(value):
            return encode(value)
    raise TypeError(f"{type(value).__name__} cannot be kept")


def decoded(kept: Kept) -> Any:
    """Return the answer that `encoded` kept."""
    return DECODERS[kept[0]](*kept[1:])


def _array_digest(array: Any) -> Kept:
    numbers = array.ravel().astype(complex)
    steps = np.arange(1, numbers.size + 1)
    with np.errstate(all="ignore"):
        size = float(np.linalg.norm(numbers))
        sums = (np.dot(numbers, np.cos(steps)), np.dot(numbers, np.sin(1.7 * steps)))
    parts = [float(part) for each in sums for part in (each.real, each.imag)]
    # JSON has no NaN and no infinity.
    told = [part if math.isfinite(part) else str(part) for part in (size, *parts)]
    return ["array", list(array.shape), *told]


def _size(told: Kept) -> float:
    return 0.0 if isinstance(told[2], str) else float(told[2])


def _within(one: Any, other: Any, size: float) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return bool(one == other)
    return bool(one == other or abs(one - other) <= NEAR * size)


def _tensor_encode(value: Any) -> Kept:
    value = value.detach().cpu().contiguous()
    raw = value.reshape(-1).view(sys.modules["torch"].uint8).numpy().tobytes()
    return ["torch", str(value.dtype).removeprefix("torch."), list(value.shape), _text(raw)]


def _tensor_decode(dtype: str, shape: list[int], text: str) -> Any:
    import torch

    raw = bytearray(base64.b64decode(text))
    kind = getattr(torch, dtype)
    flat = torch.frombuffer(raw, dtype=kind) if raw else torch.empty(0, dtype=kind)
    return flat.reshape(shape)


def _numpy_encode(value: Any) -> Kept:
    array = np.ascontiguousarray(value)
    is_scalar = not isinstance(value, np.ndarray)
    return ["numpy", array.dtype.str, list(np.shape(value)), _text(array.tobytes()), is_scalar]


def _numpy_decode(dtype: str, shape: list[int], text: str, is_scalar: bool) -> Any:
    array = np.frombuffer(base64.b64decode(text), dtype).reshape(shape).copy()
    return array[()] if is_scalar else array


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _is_numpy(value: Any) -> bool:
    return isinstance(value, np.ndarray | np.generic) and value.dtype.kind in "biufc"


def _is_named(value: Any) -> bool:
    return isinstance(value, tuple) and hasattr(value, "_fields")


def _is_mapping(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(key, str) for key in value)


def _object_encode(value: Any) -> Kept:
    names = value.__dataclass_fields__
    return ["object", {name: encoded(getattr(value, name)) for name in names}]


ENCODERS: tuple[tuple[Callable[[Any], bool], Callable[[Any], Kept]], ...] = (
    (is_tensor, _tensor_encode),
    (_is_numpy, _numpy_encode),
    (_is_named, lambda v: ["named", type(v).__name__, list(v._fields), [encoded(i) for i in v]]),
    (lambda v: hasattr(v, "__dataclass_fields__"), _object_encode),
    (lambda v: isinstance(v, tuple), lambda v: ["tuple", [encoded(item) for item in v]]),
    (lambda v: isinstance(v, list), lambda v: ["list", [encoded(item) for item in v]]),
    (_is_mapping, lambda v: ["dict", {key: encoded(item) for key, item in v.items()}]),
    (lambda v: isinstance(v, complex), lambda v: ["complex", v.real, v.imag]),
    (lambda v: isinstance(v, float), lambda v: ["float", repr(v)]),
    (lambda v: v is None or isinstance(v, bool | int | str), lambda v: ["plain", v]),
)
DECODERS: dict[str, Callable[..., Any]] = {
    "torch": _tensor_decode,
    "numpy": _numpy_decode,
    "named": lambda name, fields, items: namedtuple(name, fields)(*map(decoded, items)),
    "object": lambda items: SimpleNamespace(**{key: decoded(v) for key, v in items.items()}),
    "tuple": lambda items: tuple(map(decoded, items)),
    "list": lambda items: list(map(decoded, items)),
    "dict": lambda items: {key: decoded(item) for key, item in items.items()},
    "complex": complex,
    "float": float,
    "plain": lambda value: value,
}
