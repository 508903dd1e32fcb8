"""Outcomes are told apart, and a known mistake is told from the reference and from rounding."""

import math

import numpy as np
import pytest
import torch

from exercises.checking.failures import Outcome, SolutionRaised
from grader.judging.judge.comparing import difference, distance, is_much_nearer, outcomes_agree

X = np.array([3.0, 4.0])


def returned(value, mutated=()):
    return Outcome(value, None, mutated, 0.0)


def raised(kind):
    return Outcome(None, SolutionRaised(kind, "", None), (), 0.0)


def test_a_distance_is_relative():
    assert distance(X * 1.01, X) == pytest.approx(0.01)
    assert distance(1.01, 1.0) == pytest.approx(0.01)
    assert distance(torch.tensor(X), torch.tensor(X)) == 0
    assert distance((X, 1.0), (X, 1.5)) == pytest.approx(1 / 3)
    assert distance({"a": X}, {"a": X}) == 0
    assert distance(np.array([np.nan, 1.0]), np.array([np.nan, 1.0])) == 0


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (X, X[:1]),
        (X, X.astype(np.float32)),
        (X, None),
        (X, (X,)),
        ((X,), (X, X)),
        ((X,), [X]),
        ({"a": X}, {"b": X}),
        (np.array([np.nan]), np.array([1.0])),
        (math.inf, -math.inf),
        ("a", "b"),
        (1, "1"),
        (True, 1),
    ],
)
def test_different_forms_are_infinitely_far_apart(left, right):
    assert distance(left, right) == math.inf


def test_outcomes_agree_in_value_kind_and_changed_arguments():
    assert outcomes_agree(returned(X), returned(X * (1 + 1e-9)))
    assert outcomes_agree(raised("ValueError"), raised("ValueError"))
    assert not outcomes_agree(returned(X), returned(X * 1.001))
    assert not outcomes_agree(returned(X), returned(X, mutated=(0,)))
    assert not outcomes_agree(raised("ValueError"), raised("TypeError"))
    assert not outcomes_agree(returned(None), raised("TypeError"))


def test_a_difference_is_none_fine_or_gross():
    assert difference(returned(X * (1 + 1e-15)), returned(X)) == "none"
    assert difference(returned(X * (1 + 1e-9)), returned(X)) == "fine"
    assert difference(returned(-X), returned(X)) == "gross"
    assert difference(returned(X, mutated=(0,)), returned(X)) == "gross"
    assert difference(raised("IndexError"), returned(X)) == "gross"
    assert difference(raised("IndexError"), raised("IndexError")) == "none"


def test_a_loss_of_digits_is_told_from_rounding():
    lossy = X * (1 + 1e-9)
    assert is_much_nearer(returned(lossy), returned(lossy), returned(X))
    assert not is_much_nearer(returned(lossy), returned(X), returned(X))


def test_low_precision_is_compared_loosely():
    single = X.astype(np.float32)
    assert outcomes_agree(returned(single), returned(single * np.float32(1 + 1e-5)))
    assert not outcomes_agree(returned(single), returned(single * np.float32(1.01)))
