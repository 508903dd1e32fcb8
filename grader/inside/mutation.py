"""Whether a call changed its arguments: digests of their bytes before and after.

A digest takes no memory beside the arguments, so the check does not eat into the run's limit.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np

from grader.inside.values import tensor_bytes, torch_loaded

_DEPTH_LIMIT = 64


def arguments_digest(args: tuple[object, ...], kwargs: dict[str, object]) -> dict[str | int, bytes]:
    """Return a digest for each argument by position or name."""
    named: list[tuple[str | int, object]] = [*enumerate(args), *kwargs.items()]
    return {name: _digest(value) for name, value in named}


def mutated_names(before: dict[str | int, bytes], after: dict[str | int, bytes]) -> list[str | int]:
    """Return the names of the arguments whose digests differ."""
    return [name for name, digest in before.items() if after.get(name) != digest]


def _digest(value: object) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    try:
        _feed(digest, value, 0)
    except Exception:  # noqa: BLE001 what has no bytes any more was changed by the call
        return b""
    return digest.digest()


def _feed(digest: Any, value: object, depth: int) -> None:
    digest.update(type(value).__name__.encode("utf-8", "replace"))
    if depth > _DEPTH_LIMIT:
        return
    torch = torch_loaded()
    if isinstance(value, list | tuple):
        digest.update(f"[{len(value)}]".encode())
        for item in value:
            _feed(digest, item, depth + 1)
    elif isinstance(value, dict):
        digest.update(f"[{len(value)}]".encode())
        for key, item in value.items():
            digest.update(repr(key).encode("utf-8", "replace"))
            _feed(digest, item, depth + 1)
    elif isinstance(value, np.ndarray):
        digest.update(f"{value.dtype}{value.shape}".encode())
        digest.update(np.ascontiguousarray(value).reshape(-1).view(np.uint8).data)
    elif torch is not None and isinstance(value, torch.Tensor):
        digest.update(f"{value.dtype}{tuple(value.shape)}".encode())
        digest.update(tensor_bytes(value).data)
    elif value is None or isinstance(value, bool | int | float | complex | str | np.generic):
        digest.update(repr(value).encode("utf-8", "replace"))
