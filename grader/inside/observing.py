"""What a call did beside its value: shared memory, autograd, global state, torch storage.

The learner's process observes itself here, so code that is written to hide it can: combine these
with what is measured from outside, such as a memory ceiling.
"""

from __future__ import annotations

import contextlib
import gc
import itertools
import locale
import os
import random
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, cast

import numpy as np

from grader.inside.messages import Watch
from grader.inside.values import NODE_LIMIT, torch_loaded

_ARRAY_LIMIT = 256
_OVERLAP_WORK: Any = 10_000

STATES: dict[str, Callable[[], object]] = {
    "numpy.random": lambda: _plain(np.random.get_state()),
    "random": random.getstate,
    "the error handling of NumPy": lambda: (np.geterr(), np.geterrcall()),
    "the print options of NumPy": np.get_printoptions,
    "the warning filters": lambda: list(warnings.filters),
    "the working directory": os.getcwd,
    "the environment variables": lambda: dict(os.environ),
    "sys.path": lambda: list(sys.path),
    "the recursion limit": sys.getrecursionlimit,
    "the locale": lambda: locale.setlocale(locale.LC_ALL),
}
TORCH_STATES: dict[str, Callable[[Any], object]] = {
    "torch.random": lambda torch: torch.random.get_rng_state().numpy().tobytes(),
    "the default dtype of torch": lambda torch: torch.get_default_dtype(),
    "the default device of torch": lambda torch: torch.get_default_device(),
    "the number of threads of torch": lambda torch: torch.get_num_threads(),
    "the grad mode of torch": lambda torch: torch.is_grad_enabled(),
    "the deterministic mode of torch": (lambda torch: torch.are_deterministic_algorithms_enabled()),
}


class Generator(NamedTuple):
    """A global generator of random numbers: how its state is read, put back and made anew."""

    read: Callable[[], Any]
    put: Callable[[Any], object]
    seed: Callable[[int], object]


_GENERATORS = {
    "numpy.random": Generator(np.random.get_state, np.random.set_state, np.random.seed),
    "random": Generator(random.getstate, random.setstate, random.seed),
}
# Counted, not drawn: the same code does the same in every run.
_fresh_seeds = itertools.count(0x5EED_0000)


class Observer:
    """Observes one call, from its making until `finish`."""

    def __init__(self, watch: Sequence[Watch]) -> None:
        """Note the state that the call finds.

        The generators' state is one of its own: a call that seeds them as another call did leaves
        what that one left, and would show nothing.
        """
        self._watch = watch
        self._states: dict[str, object] = {}
        self._put_back: dict[str, Any] = {}
        if "state" in watch:
            self._put_back = _generators_reseed()
            self._states = _states()
        self._largest_bytes = 0

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Watch the storage that a block of torch operations makes."""
        torch = torch_loaded()
        if "storage" not in self._watch or torch is None:
            yield
            return
        with _storage_mode(self._storage_note):
            yield

    def finish(
        self, args: Sequence[object], kwargs: dict[str, object], value: object
    ) -> dict[str, Any]:
        """Return the fields of the answer that are observed."""
        seen: dict[str, Any] = {}
        results = _arrays(value)
        if results:
            seen["aliased"] = [
                name
                for name, argument in (*enumerate(args), *kwargs.items())
                if any(_shares(one, other) for one in _arrays(argument) for other in results)
            ]
            torch = torch_loaded()
            seen["requires_grad"] = torch is not None and any(
                type(each) is torch.Tensor and each.requires_grad for each in results
            )
        if "state" in self._watch:
            now = _states()
            changed = [name for name in now if now[name] != self._states.get(name)]
            seen["state_changed"] = changed
            for name, state in self._put_back.items():
                if name not in changed:
                    _generators()[name].put(state)
        if "storage" in self._watch:
            seen["largest_storage_bytes"] = self._largest_bytes
        if "live tensors" in self._watch:
            seen["live_tensors"] = _live_tensors()
        return seen

    def _storage_note(self, size_bytes: int) -> None:
        self._largest_bytes = max(self._largest_bytes, size_bytes)


def _storage_mode(note: Callable[[int], None]) -> Any:
    torch = torch_loaded()
    from torch.utils._python_dispatch import TorchDispatchMode
    from torch.utils._pytree import tree_iter

    class StorageMode(TorchDispatchMode):  # type: ignore[no-untyped-call]
        """Notes the storage of every operation's results."""

        def __torch_dispatch__(
            self, operation: Any, types: Any, args: Any = (), kwargs: Any = None
        ) -> Any:
            result = operation(*args, **(kwargs or {}))
            for each in tree_iter(result):
                if isinstance(each, torch.Tensor):
                    with contextlib.suppress(RuntimeError, NotImplementedError):
                        note(each.untyped_storage().nbytes())
            return result

    return StorageMode()  # type: ignore[no-untyped-call]


def _states() -> dict[str, object]:
    torch = torch_loaded()
    found = {name: read() for name, read in STATES.items()}
    if torch is not None:
        found |= {name: read(torch) for name, read in TORCH_STATES.items()}
    return found


def _plain(state: Any) -> object:
    return tuple(part.tobytes() if isinstance(part, np.ndarray) else part for part in state)


def _generators() -> dict[str, Generator]:
    torch = torch_loaded()
    if torch is None:
        return _GENERATORS
    cpu = torch.random
    seed = cpu.default_generator.manual_seed
    return {**_GENERATORS, "torch.random": Generator(cpu.get_rng_state, cpu.set_rng_state, seed)}


def _generators_reseed() -> dict[str, Any]:
    """Give every global generator a state that it never had; return those it had."""
    before = {}
    for name, generator in _generators().items():
        # What the learner's code has put in a generator's place may not take a state or seed.
        with contextlib.suppress(Exception):
            state = generator.read()
            generator.seed(next(_fresh_seeds))
            before[name] = state
    return before


def _live_tensors() -> int | None:
    torch = torch_loaded()
    if torch is None:
        return None
    gc.collect()
    return sum(issubclass(type(each), torch.Tensor) for each in gc.get_objects())


def _arrays(value: object) -> list[Any]:
    """Return the arrays within a value, by exact type, as only such may cross."""
    torch = torch_loaded()
    tensor = None if torch is None else torch.Tensor
    found: list[Any] = []
    waiting = [value]
    for _ in range(NODE_LIMIT):
        if not waiting or len(found) == _ARRAY_LIMIT:
            break
        each = waiting.pop()
        kind = type(each)
        if kind is np.ndarray or kind is tensor:
            found.append(each)
        elif kind is list or kind is tuple:
            waiting += cast("list[object]", each)
        elif kind is dict:
            waiting += cast("dict[str, object]", each).values()
    return found


def _shares(one: Any, other: Any) -> bool:
    """Return whether two arrays have memory in common, of whichever library they are."""
    if type(one) is np.ndarray and type(other) is np.ndarray:
        if not np.may_share_memory(one, other):
            return False
        try:
            return bool(np.shares_memory(one, other, max_work=_OVERLAP_WORK))
        except np.exceptions.TooHardError:
            return True
    (device, begin, end), (other_device, other_begin, other_end) = _reach(one), _reach(other)
    return device == other_device and begin < other_end and other_begin < end


def _reach(array: Any) -> tuple[str, int, int]:
    """Return device, first address and address after the last of an array's memory."""
    if isinstance(array, np.ndarray):
        return ("cpu", *np.lib.array_utils.byte_bounds(array))
    try:
        storage = array.untyped_storage()
        return str(array.device), storage.data_ptr(), storage.data_ptr() + storage.nbytes()
    except (RuntimeError, NotImplementedError):
        # Sparse tensors and the like have no one storage; they may not cross either.
        return "", 0, 0
