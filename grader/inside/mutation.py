"""Whether a call changed its arguments in ways that shared memory does not show.

Arrays on the CPU lie in memory that the judge compares itself. Here is the rest: what lists and
dicts hold, the shape an array has been given, and tensors on a GPU.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from grader.inside.values import NODE_LIMIT, tensor_bytes, torch_loaded

_DEPTH_LIMIT = 64


@dataclass
class Snapshot:
    """What arguments looked like before a call."""

    args: tuple[object, ...]
    kwargs: dict[str, object]
    looks: dict[str | int, object] = field(init=False)
    # An array that is kept does not give its identity to another.
    kept: list[object] = field(default_factory=list)
    looked: int = 0

    def __post_init__(self) -> None:
        """Look at every argument."""
        self.looks = {name: self._look(value, 0) for name, value in self._named()}

    def mutated(self) -> list[str | int]:
        """Return position or name of each argument that does not look as it did."""
        return [name for name, value in self._named() if self._differs(name, value)]

    def _named(self) -> list[tuple[str | int, object]]:
        return [*enumerate(self.args), *self.kwargs.items()]

    def _differs(self, name: str | int, value: object) -> bool:
        try:
            return bool(self._look(value, 0) != self.looks[name])
        except Exception:  # noqa: BLE001 what cannot be looked at any more was changed by the call
            return True

    def _look(self, value: object, depth: int) -> object:
        kind = type(value)
        self.looked += 1
        if self.looked > 4 * NODE_LIMIT:
            raise ValueError("a list that holds itself has no end")
        if depth > _DEPTH_LIMIT:
            return kind
        if value is None or kind in (bool, int, float, complex, str):
            return kind, repr(value)
        if isinstance(value, list | tuple):
            return kind, [self._look(item, depth + 1) for item in value]
        if isinstance(value, dict):
            return kind, [(repr(key), self._look(item, depth + 1)) for key, item in value.items()]
        self.kept.append(value)
        return id(value), _form(value)


def _form(value: object) -> object:
    if isinstance(value, np.ndarray):
        return value.dtype, value.shape, value.strides
    torch = torch_loaded()
    if torch is not None and isinstance(value, torch.Tensor):
        items = tensor_bytes(value).tobytes() if value.device.type != "cpu" else b""
        return value.dtype, value.shape, value.stride(), value.data_ptr(), items
    return repr(value) if isinstance(value, np.generic) else ""
