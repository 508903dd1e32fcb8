"""A solution that lives in this process: a real function, really called, really observed."""

import gc
import inspect
import time

import numpy as np
import pytest
import torch
from torch.utils._python_dispatch import TorchDispatchMode

from exercises.checking.failures import Outcome, SolutionRaised


def arrays_of(value):
    if isinstance(value, np.ndarray | torch.Tensor):
        return [value]
    if isinstance(value, tuple | list):
        return [array for item in value for array in arrays_of(item)]
    return []


def raw(value):
    return [(str(array.dtype), tuple(array.shape), array.tolist()) for array in arrays_of(value)]


def share(left, right):
    if isinstance(left, torch.Tensor) and isinstance(right, torch.Tensor):
        return left.untyped_storage().data_ptr() == right.untyped_storage().data_ptr()
    both = isinstance(left, np.ndarray) and isinstance(right, np.ndarray)
    return both and np.shares_memory(left, right)


def state():
    return {
        "numpy.random": repr(np.random.get_state()),
        "numpy.errstate": repr(np.geterr()),
        "torch.random": repr(torch.get_rng_state().tolist()),
        "torch.default_dtype": repr(torch.get_default_dtype()),
    }


def live_tensors():
    gc.collect()
    return sum(issubclass(type(thing), torch.Tensor) for thing in gc.get_objects())


class Largest(TorchDispatchMode):
    nbytes = 0

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        value = func(*args, **(kwargs or {}))
        for tensor in arrays_of(value):
            self.nbytes = max(self.nbytes, tensor.untyped_storage().nbytes())
        return value


class LocalSolution:
    """The `Solution` protocol around a function; `seconds` stands in for the clock."""

    device = "cpu"
    dtypes = ("float64", "float32")

    def __init__(self, function, seconds=None, watched=()):
        self.parameters = tuple(inspect.signature(function).parameters)
        self._function = function
        self._seconds = seconds
        self._watched = watched
        self._counts = {}

    @property
    def oracle_calls(self):
        return sum(self._counts.values())

    def oracle_calls_of(self, parameter):
        return self._counts.get(parameter, 0)

    def watching(self, *what):
        return LocalSolution(self._function, self._seconds, what)

    def __call__(self, *args, **kwargs):
        outcome = self.call(*args, **kwargs)
        if outcome.raised is not None:
            raise outcome.raised
        return outcome.value

    def call(self, *args, **kwargs):
        named = dict(zip(self.parameters, args, strict=False)) | kwargs
        self._counts = {}
        oracles = {key: self._counting(key, value) for key, value in named.items()}
        before, state_before = {key: raw(value) for key, value in named.items()}, state()
        value = raised = None
        started = time.perf_counter()
        largest = Largest()
        try:
            if "storage" in self._watched:
                with largest:
                    value = self._function(**oracles)
            else:
                value = self._function(**oracles)
        except Exception as error:  # noqa: BLE001 (an exception is an outcome)
            raised = SolutionRaised(type(error).__name__.lstrip("_"), str(error))
        seconds = time.perf_counter() - started
        after = state()
        changed = tuple(key for key, old in state_before.items() if after[key] != old)
        made = arrays_of(value)
        return Outcome(
            value,
            raised,
            tuple(key for key, old in before.items() if raw(named[key]) != old),
            self._seconds(*args) if self._seconds else seconds,
            tuple(
                key
                for key, given in named.items()
                if any(share(new, old) for new in made for old in arrays_of(given))
            ),
            any(isinstance(new, torch.Tensor) and new.requires_grad for new in made),
            changed if "state" in self._watched else (),
            largest.nbytes if "storage" in self._watched else None,
            live_tensors() if "live tensors" in self._watched else None,
        )

    def _counting(self, name, value):
        if not callable(value):
            return value

        def oracle(*args):
            self._counts[name] = self._counts.get(name, 0) + 1
            return value(*args)

        return oracle


@pytest.fixture
def local():
    return LocalSolution


@pytest.fixture
def few_objects():
    """Keep what the test run has made so far out of the count of live objects."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()
