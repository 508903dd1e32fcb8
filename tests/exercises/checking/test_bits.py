"""Two results are the same only where every bit is."""

import math

import numpy as np
import pytest
import torch

from exercises.checking.bits import first_difference

SAME = [
    (np.array([1.0, -0.0]), np.array([1.0, -0.0])),
    (torch.ones(2, dtype=torch.bfloat16), torch.ones(2, dtype=torch.bfloat16)),
    (torch.ones(3, 2).mT, torch.ones(2, 3)),
    (np.float64(2), np.float64(2)),
    (np.array(math.inf), np.array(math.inf)),
    (np.array([True]), np.array([True])),
    ((1, "a", [2.0]), (1, "a", [2.0])),
    ({"k": np.ones(1)}, {"k": np.ones(1)}),
    (None, None),
    (np.empty(0), np.empty(0)),
]
DIFFERENT = [
    (np.array([1.0, 0.0]), np.array([1.0, -0.0]), " at entry [1]"),
    (np.array([1j]), np.array([1j + 1e-30]), " at entry [0]"),
    (torch.tensor([1.0, 1.0 + 2**-7]).bfloat16(), torch.ones(2).bfloat16(), " at entry [1]"),
    (np.ones(2), np.ones(2, np.float32), " in dtype"),
    (np.ones(2), np.ones(3), " in shape"),
    (np.ones(2), torch.ones(2), " in type"),
    (np.array(math.nan), np.array(math.nan), ""),
    (math.nan, math.nan, ""),
    (0.0, -0.0, ""),
    ((1, 2), (1, 2, 3), " in length"),
    ((1, (2, 3.0)), (1, (2, 4.0)), " in item 1 in item 1"),
    ({"k": 1}, {"l": 1}, " in their keys"),
    ({"k": 1}, {"k": 2}, " in 'k'"),
    (None, 0, " in type"),
    ([1, 2.0], [1, 3.0], " in item 1"),
    (np.ones((2, 2)), np.array([[1.0, 1.0], [1.0, 2.0]]), " at entry [1, 1]"),
    (np.zeros(3), np.array([0.0, -0.0, -0.0]), " at entry [1]"),
    (torch.ones(2, requires_grad=True), torch.tensor([1.0, 2.0]), " at entry [1]"),
    (torch.arange(6.0).reshape(2, 3).mT, torch.zeros(3, 2), " at entry [0, 1]"),
]


@pytest.mark.parametrize(("first", "second"), SAME, ids=repr)
def test_the_same_bits_are_no_difference(first, second):
    assert first_difference(first, second) is None


@pytest.mark.parametrize(("first", "second", "place"), DIFFERENT, ids=repr)
def test_a_difference_is_placed(first, second, place):
    assert first_difference(first, second) == place
