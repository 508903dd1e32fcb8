"""Clipping by the global norm against torch, exact lengths and the ends of the number range."""

import numpy as np
import pytest
import torch

from reference.clipping import clip_by_global_norm


def gradients(rng, size=1.0):
    return [size * rng.standard_normal(shape) for shape in ((3, 2), (4,), (1, 1, 2))]


def length(arrays):
    return float(np.linalg.norm(np.concatenate([array.ravel() for array in arrays])))


@pytest.mark.parametrize("c", [0.1, 1.0, 100.0])
def test_torch_agrees_up_to_what_it_adds_to_the_norm(c):
    grads = gradients(np.random.default_rng(1))
    clipped, norm = clip_by_global_norm(grads, c)
    parameters = [torch.nn.Parameter(torch.zeros(grad.shape).double()) for grad in grads]
    for parameter, grad in zip(parameters, grads, strict=True):
        parameter.grad = torch.tensor(grad)
    assert torch.nn.utils.clip_grad_norm_(parameters, c).item() == pytest.approx(norm, rel=1e-14)
    for array, parameter in zip(clipped, parameters, strict=True):
        np.testing.assert_allclose(array, parameter.grad.numpy(), rtol=1e-6)


def test_the_norm_is_c_and_clipping_twice_changes_nothing():
    grads = gradients(np.random.default_rng(2))
    clipped, norm = clip_by_global_norm(grads, 0.5)
    assert length(clipped) == pytest.approx(0.5, rel=1e-15)
    assert norm == pytest.approx(length(grads), rel=1e-15)
    again, _ = clip_by_global_norm(clipped, 0.5 * (1 + 1e-15))
    assert all(np.array_equal(one, two) for one, two in zip(again, clipped, strict=True))


@pytest.mark.parametrize("size", [1e200, 1e-200, 1e-310])
def test_squares_that_leave_the_range_do_no_harm(size):
    _, norm = clip_by_global_norm([np.array([3.0 * size]), np.array([[4.0 * size]])], 1.0)
    assert norm == pytest.approx(5.0 * size, rel=1e-13)


def test_what_is_short_comes_back_bit_for_bit_in_new_arrays():
    grads = [*gradients(np.random.default_rng(3), 1e-3), None, np.empty((0, 2)), np.zeros(2)]
    clipped, _ = clip_by_global_norm(grads, 1.0)
    for array, grad in zip(clipped, grads, strict=True):
        if grad is None:
            assert array is None
        else:
            np.testing.assert_array_equal(array, grad)
            assert not np.shares_memory(array, grad)
    assert clip_by_global_norm([], 1.0) == ([], 0.0)


def test_each_array_keeps_its_dtype():
    clipped, _ = clip_by_global_norm([np.ones(2, np.float32), np.ones(2)], 1.0)
    assert [array.dtype.name for array in clipped] == ["float32", "float64"]


@pytest.mark.parametrize(("entry", "c"), [(np.nan, 1.0), (np.inf, 1.0), (1.0, 0.0), (1.0, np.nan)])
def test_nonsense_is_refused(entry, c):
    with pytest.raises(ValueError, match=r"gradient|c must"):
        clip_by_global_norm([np.array([entry])], c)
