"""Weighted sums of state dicts: floating arrays are mixed, buffers of other kinds are kept."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

State = dict[str, NDArray[Any]]


def state_mix(states: Sequence[State], weights: Sequence[float]) -> State:
    r"""Return :math:`\sum_k w_k s_k`, array by array.

    Parameters
    ----------
    states : sequence of dict of ndarray
        At least one; all have the same names, and each name the same shape.
    weights : sequence of float
        One for each state; they need not sum to one.

    Returns
    -------
    dict of ndarray, keys, shapes and dtypes of the first state
        New arrays. Arrays that are not floating, such as counters, are copies of the first state's.

    Raises
    ------
    ValueError
        When the names or the shapes differ: broadcasting would mix what does not belong together.

    Examples
    --------
    >>> import numpy as np
    >>> a = {"w": np.array([1.0, 2.0]), "steps": np.array(7)}
    >>> b = {"w": np.array([3.0, 6.0]), "steps": np.array(9)}
    >>> state_mix([a, b], [0.5, 0.5])
    {'w': array([2., 4.]), 'steps': array(7)}

    """
    first = states[0]
    for state in states[1:]:
        if state.keys() != first.keys():
            raise ValueError("the states have different names")
        for name, array in state.items():
            if np.shape(array) != np.shape(first[name]):
                raise ValueError(f"the shapes of {name} differ")
    return {name: _mixed([state[name] for state in states], weights) for name in first}


def _mixed(arrays: Sequence[NDArray[Any]], weights: Sequence[float]) -> NDArray[Any]:
    first = arrays[0]
    if not np.issubdtype(first.dtype, np.floating):
        return first.copy()
    # A weight of NumPy's float64 would widen float32; one of Python's does not.
    total = float(weights[0]) * first
    for weight, array in zip(weights[1:], arrays[1:], strict=True):
        total = total + float(weight) * array
    return np.asarray(total, dtype=first.dtype)
