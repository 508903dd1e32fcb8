"""Costs that are counted: oracle calls, memory, torch storage."""

import numpy as np
import pytest
import torch

from exercises.checking import (
    CheckFailed,
    expect_at_most,
    expect_oracle_calls,
    expect_storage,
    size_beyond,
)


def test_a_budget_holds_up_to_its_count():
    expect_at_most(3, 3, what="gradients")
    with pytest.raises(CheckFailed, match=r"4 gradients were used\. The rule: at most 3"):
        expect_at_most(4, 3, what="gradients")


def test_the_oracle_calls_of_the_latest_call_have_a_budget(local):
    solution = local(lambda x, grad: grad(x) + grad(2 * x))
    solution(np.ones(2), lambda point: point)
    expect_oracle_calls(solution, "grad", 2, at_least=2)
    with pytest.raises(CheckFailed, match=r"^2 gradients were used\. The rule: at most 1\."):
        expect_oracle_calls(solution, "grad", 1, what="gradients")
    with pytest.raises(CheckFailed, match=r"^2 calls of `grad` were used\. The rule: at least 3"):
        expect_oracle_calls(solution, "grad", 9, at_least=3)


@pytest.mark.parametrize("dtype", ["float64", np.float32, torch.bfloat16])
def test_one_square_array_is_beyond_the_limit_and_one_size_smaller_is_not(dtype):
    limit = 512 * 1024**2
    n = size_beyond(limit, dtype)
    itemsize = (
        torch.zeros((), dtype=getattr(torch, str(np.dtype(dtype)))).element_size()
        if (dtype is not torch.bfloat16)
        else 2
    )
    assert n * n * itemsize >= 4 * limit > (n - 1) ** 2 * itemsize
    assert n * itemsize < limit / 1000


def test_the_largest_tensor_has_a_budget(local):
    x = torch.ones(30, dtype=torch.float64)
    thin = local(lambda x: x * (x @ x)).watching("storage").call(x)
    dense = local(lambda x: torch.outer(x, x) @ x).watching("storage").call(x)
    expect_storage(thin, 4 * 30, dtype="float64", what="4n")
    with pytest.raises(CheckFailed) as caught:
        expect_storage(dense, 4 * 30, dtype="float64", what="4n")
    assert str(caught.value) == (
        "The largest tensor made has room for 900 numbers. "
        "The rule: at most 4n = 120 numbers in one tensor."
    )


def test_storage_that_nobody_observed_is_the_authors_error(local):
    with pytest.raises(ValueError, match="watching"):
        expect_storage(local(lambda x: x).call(torch.ones(1)), 1)
