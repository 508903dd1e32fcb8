"""Comparisons with independent implementations: inputs, our answer, and the agreement asked for.

The other side of each case is in tests/oracles, which needs packages that the project does not.
What it answers on one input is kept in tests/reference/goldens/, for the ordinary tests.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import torch

Inputs = dict[str, np.ndarray]


class Case(NamedTuple):
    oracle: str
    tolerance: float
    inputs: Callable[[np.random.Generator], Inputs]
    ours: Callable[[Inputs], np.ndarray]


CASES: dict[str, Case] = {}


def case(oracle, tolerance, inputs):
    def register(function):
        CASES[function.__name__] = Case(oracle, tolerance, inputs, function)
        return function

    return register


def error(got, expected):
    """Relative error in the 2-norm."""
    return float(np.linalg.norm(np.asarray(got) - expected) / np.linalg.norm(expected))


def tensors(inputs):
    return {name: torch.from_numpy(np.array(array)) for name, array in inputs.items()}
