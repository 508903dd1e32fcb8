"""Which arguments of a call have changed, by their bytes."""

import numpy as np
import pytest
import torch

from grader.judging.judge.calls import Arguments, arguments_copy, mutated_names


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16, torch.float32, torch.int64])
def test_a_tensor_of_any_dtype_is_compared(dtype):
    given = Arguments((torch.ones(3).to(dtype),), {"v": [np.ones(2)]})
    after = arguments_copy(given)
    assert mutated_names(given, after) == ()
    after.args[0][1] = 2
    after.kwargs["v"][0][0] = np.nan
    assert mutated_names(given, after) == (0, "v")


def test_another_shape_is_another_value():
    given = Arguments((torch.ones(2, 3),), {})
    assert mutated_names(given, Arguments((torch.ones(3, 2),), {})) == (0,)
