"""How far apart two outcomes are, so that a known mistake can be recognised."""

import math
from typing import Any, Literal

import numpy as np

from exercises.checking.arrays import dtype_of, is_array, is_number, shape_of, wide
from exercises.checking.failures import Outcome
from exercises.checking.tolerances import EPSILON, tolerance_for

SAME = 1e-6
CLOSER = 0.1
# Classes that say little: two faults of such a class are one only where their texts are, too.
GENERAL = ("AttributeError", "KeyError", "NameError", "RuntimeError", "TypeError", "ValueError")


def outcomes_agree(left: Outcome, right: Outcome) -> bool:
    """Return whether two outcomes are one behaviour: value, exception kind, changed arguments."""
    return _manner(left) == _manner(right) and distance(left.value, right.value) <= same_within(
        right.value
    )


def faults_agree(left: Outcome, right: Outcome) -> bool:
    """Return whether what both raised is one fault, or neither raised."""
    if left.raised is None or right.raised is None:
        return left.raised is right.raised
    if left.raised.kind in GENERAL and left.raised.message != right.raised.message:
        return False
    return left.raised.kind == right.raised.kind


def difference(outcome: Outcome, reference: Outcome) -> Literal["none", "fine", "gross"]:
    """Return how an outcome differs from the reference's.

    A fine difference is more than rounding but still the same value: a few digits are lost.
    """
    if not outcomes_agree(outcome, reference):
        return "gross"
    off = distance(outcome.value, reference.value)
    return "fine" if off > 100 * EPSILON[_precision(outcome.value)] else "none"


def is_much_nearer(outcome: Outcome, mistake: Outcome, reference: Outcome) -> bool:
    """Return whether an outcome is the mistake's, or its value ten times nearer to that one.

    Two values may be near enough to count as the same without sharing an error.
    """
    if _manner(outcome) != _manner(reference):
        return True
    to_reference = distance(outcome.value, reference.value)
    return distance(outcome.value, mistake.value) <= CLOSER * to_reference


def same_within(value: Any) -> float:
    """Return the distance up to which two values of this precision count as the same."""
    precision = _precision(value)
    return SAME if precision == "float64" else tolerance_for(precision, "recursion").bound


def distance(left: Any, right: Any) -> float:
    """Return ‖left − right‖ / ‖right‖ in the 2-norm, or infinity where the forms differ.

    Containers are as far apart as their farthest items. NaN and infinity must match in place.
    """
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        if type(left) is not type(right) or len(left) != len(right):
            return math.inf
        return max(map(distance, left, right), default=0.0)
    if isinstance(left, dict) and isinstance(right, dict):
        if left.keys() != right.keys():
            return math.inf
        return max((distance(left[key], right[key]) for key in left), default=0.0)
    if _is_numeric(left) and _is_numeric(right):
        return _numeric_distance(left, right)
    return 0.0 if type(left) is type(right) and left == right else math.inf


def _manner(outcome: Outcome) -> tuple[str | None, tuple[int | str, ...]]:
    return (outcome.raised.kind if outcome.raised is not None else None, tuple(outcome.mutated))


def _is_numeric(value: Any) -> bool:
    return is_array(value) or is_number(value)


def _numeric_distance(left: Any, right: Any) -> float:
    if shape_of(left) != shape_of(right):
        return math.inf
    if shape_of(left) and dtype_of(left) != dtype_of(right):
        return math.inf
    ours, theirs = wide(right), wide(left)
    finite = np.isfinite(ours)
    if not np.array_equal(finite, np.isfinite(theirs)):
        return math.inf
    if not np.array_equal(ours[~finite], theirs[~finite], equal_nan=True):
        return math.inf
    difference = float(np.linalg.norm(ours[finite] - theirs[finite]))
    size = float(np.linalg.norm(ours[finite]))
    return difference / size if size > 0 else difference


def _precision(value: Any) -> str:
    if isinstance(value, list | tuple | dict):
        items = value.values() if isinstance(value, dict) else value
        return max(map(_precision, items), key=EPSILON.__getitem__, default="float64")
    name = dtype_of(value)
    return name if name in EPSILON else "float64"
