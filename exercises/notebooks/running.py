"""Runs public checks on a learner's own machine, where there is no sandbox and no reference.

A notebook carries this very text. Of the reference it holds the answers that these checks ask for.
"""

import builtins
import collections
import copy
import hashlib
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Self

import numpy as np

from exercises.checking.arrays import is_array, is_tensor
from exercises.checking.failures import CheckFailed, Outcome, SolutionRaised
from exercises.notebooks.keeping import Kept, decoded, digest, is_near

SEED = 1
MARKS = {"passed": "✓", "failed": "✗", "error": "!", "open": "?"}

Function = Callable[..., Any]


class NotRecorded(Exception):
    """The check asks for an answer of the reference that is not held here."""


class LocalSolution:
    """Your function, as a check sees it."""

    device = "cpu"

    def __init__(
        self,
        functions: Mapping[str, Function],
        parameters: Mapping[str, Sequence[str]],
        dtypes: Sequence[str],
    ) -> None:
        """Take the functions by name, the main one first, and the names of their parameters."""
        self.dtypes = tuple(dtypes)
        self._functions = functions
        self._parameters = parameters
        self._name = next(iter(functions))
        self._counts: collections.Counter[int | str] = collections.Counter()
        self._oracle_seconds = 0.0

    @property
    def parameters(self) -> tuple[str, ...]:
        """Return the names of the function's parameters."""
        return tuple(self._parameters[self._name])

    @property
    def oracle_calls(self) -> int:
        """Return how often the latest call used the functions it was handed."""
        return self._counts.total()

    def oracle_calls_of(self, parameter: str) -> int:
        """Return how often it used the one handed in as this parameter."""
        return self._counts[parameter]

    def function(self, name: str) -> Self:
        """Return another of your functions; KeyError where the exercise has none of this name."""
        other = copy.copy(self)
        if name not in self._functions:
            raise KeyError(name)
        other._name = name
        return other

    def watching(self, *what: str) -> Self:
        """Return the same: what can be watched here always is."""
        return self

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return the function's value; raise `SolutionRaised` when it raises."""
        outcome = self.call(*args, **kwargs)
        if outcome.raised is not None:
            raise outcome.raised
        return outcome.value

    def call(self, *args: Any, **kwargs: Any) -> Outcome:
        """Return the whole outcome of a call, an exception included."""
        self._counts.clear()
        self._oracle_seconds = 0.0
        named: dict[int | str, Any] = dict([*enumerate(args), *kwargs.items()])
        given = {key: self._handed(key, value) for key, value in named.items()}
        before = {key: _copied(value) for key, value in given.items()}
        states, value, raised = _states(), None, None
        function = self._functions[self._name]
        started = time.perf_counter()
        try:
            positional = [given[place] for place in range(len(args))]
            value = function(*positional, **{key: given[key] for key in kwargs})
        except Exception as error:  # noqa: BLE001 (whatever your code raises is its outcome)
            raised = _raised(error, function)
        seconds = time.perf_counter() - started - self._oracle_seconds
        mutated = [key for key, old in before.items() if not _is_same(old, given[key])]
        aliased = [key for key, array in given.items() if _is_shared(value, array)]
        return Outcome(
            value=value,
            raised=raised,
            mutated=tuple(map(self._argument, mutated)),
            seconds=max(seconds, 0.0),
            aliased=tuple(map(self._argument, aliased)),
            requires_grad=any(getattr(item, "requires_grad", False) for item in _arrays(value)),
            state_changed=tuple(name for name, now in _states().items() if now != states[name]),
        )

    def _argument(self, key: int | str) -> int | str:
        is_named = isinstance(key, int) and key < len(self.parameters)
        return self.parameters[int(key)] if is_named else key

    def _handed(self, key: int | str, value: Any) -> Any:
        """Return an argument as your code gets it: arrays copied, calls of functions counted."""
        if not callable(value):
            return _copied(value)

        def counted(*args: Any, **kwargs: Any) -> Any:
            self._counts[self._argument(key)] += 1
            began = time.perf_counter()
            try:
                return value(*args, **kwargs)
            finally:
                self._oracle_seconds += time.perf_counter() - began

        return counted


class Recorded:
    """A function of the reference, of which the answers to some calls are known."""

    def __init__(self, name: str, calls: Sequence[Kept]) -> None:
        """Take what was recorded: name, digest of the inputs, and answer of each call."""
        self._name = name
        self._calls = calls
        self._next = 0

    def function(self, name: str) -> "Recorded":
        """Return what is known of another function of the reference."""
        return Recorded(f"{self._name}.{name}", self._calls)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return the answer to these inputs; NotRecorded where it is not known."""
        asked = digest([list(args), kwargs])
        mine = [place for place, call in enumerate(self._calls) if call[0] == self._name]
        # The same inputs may come again, with another answer: look onwards first.
        for place in sorted(mine, key=lambda place: (place < self._next, place)):
            _, known, answer = self._calls[place]
            if is_near(asked, known):
                self._next = place + 1
                if answer[0] == "raise":
                    raise _exception(*answer[1:])
                return decoded(answer)
        raise NotRecorded(self._name)


def check_run(check: Function, solution: LocalSolution, reference: Function) -> tuple[str, str]:
    """Run one check; return its verdict and what there is to read."""
    try:
        check(solution, reference, generator_for(check.__name__))
    except CheckFailed as failed:
        return "failed", str(failed)
    except SolutionRaised as raised:
        return "error", f"Your code raised {raised}."
    except NotRecorded:
        return "open", "Here this can only be judged on the site: submit your code there."
    except Exception as error:  # noqa: BLE001 (a check may stumble over an answer of the wrong form)
        return "failed", f"Your result could not be checked ({type(error).__name__}: {error})."
    return "passed", ""


def checks_show(titles: Mapping[str, str], run: Callable[[str], tuple[str, str]]) -> dict[str, str]:
    """Run checks by name, print a line for each, and return their verdicts."""
    verdicts = {}
    for name, title in titles.items():
        verdict, message = run(name)
        verdicts[name] = verdict
        print(f"{MARKS[verdict]} {title}" + (f"\n    {message}" if message else ""))  # noqa: T201
    return verdicts


def generator_for(check_id: str) -> np.random.Generator:
    """Return the random numbers of a check, and seed the global ones beside it."""
    number = int.from_bytes(hashlib.sha256(f"{SEED}:{check_id}".encode()).digest()[:8], "big")
    random.seed(number)
    np.random.seed(number % 2**32)
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.manual_seed(number % 2**63)
    return np.random.default_rng(number)


def _exception(kind: str, message: str) -> Exception:
    found: Any = getattr(np.linalg, kind, None) or getattr(builtins, kind, ValueError)
    error: Exception = found(message)
    return error


def _raised(error: Exception, function: Function) -> SolutionRaised:
    """Say what your code raised, and in which line of it."""
    file = getattr(getattr(function, "__code__", None), "co_filename", "")
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == file and frame.lineno is not None
    ]
    kind = type(error).__name__.lstrip("_")
    return SolutionRaised(kind, str(error), lines[-1] if lines else None)


def _copied(value: Any) -> Any:
    if is_tensor(value):
        return value.detach().clone() if value.is_contiguous() else value
    if isinstance(value, np.ndarray):
        # A copy of any other would lie in memory as one of these does, and that may be the point.
        is_plain = value.flags.c_contiguous or value.flags.f_contiguous
        return value.copy(order="K") if is_plain else value
    if type(value) in {list, tuple}:
        return type(value)(map(_copied, value))
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return value


def _arrays(value: Any) -> Iterator[Any]:
    items: Iterable[Any] = ()
    if is_array(value):
        yield value
    elif isinstance(value, dict):
        items = value.values()
    elif isinstance(value, list | tuple):
        items = value
    for item in items:
        yield from _arrays(item)


def _is_same(old: Any, new: Any) -> bool:
    if is_tensor(old):
        raw = sys.modules["torch"].uint8
        bits = [each.detach().cpu().contiguous().reshape(-1).view(raw) for each in (old, new)]
        return bool(old.shape == new.shape and (bits[0] == bits[1]).all())
    if isinstance(old, np.ndarray):
        return bool(old.shape == new.shape and old.tobytes() == new.tobytes())
    if isinstance(old, list | tuple):
        return len(old) == len(new) and all(map(_is_same, old, new))
    if isinstance(old, dict):
        return old.keys() == new.keys() and all(_is_same(old[key], new[key]) for key in old)
    return old is new or bool(old == new)


def _is_shared(value: Any, argument: Any) -> bool:
    return any(_overlap(one, other) for one in _arrays(value) for other in _arrays(argument))


def _overlap(one: Any, other: Any) -> bool:
    if is_tensor(one) and is_tensor(other):
        storages = [each.untyped_storage().data_ptr() for each in (one, other)]
        return bool(one.numel() and storages[0] == storages[1])
    is_numpy = isinstance(one, np.ndarray) and isinstance(other, np.ndarray)
    return is_numpy and bool(np.may_share_memory(one, other))


def _states() -> dict[str, Any]:
    kind, keys, *rest = np.random.get_state()
    states = {
        "numpy.random": (kind, np.asarray(keys).tobytes(), *rest),
        "random": random.getstate(),
    }
    torch = sys.modules.get("torch")
    if torch is not None:
        states["torch.random"] = torch.random.get_rng_state().numpy().tobytes()
        states["the default dtype of torch"] = torch.get_default_dtype()
    return states
