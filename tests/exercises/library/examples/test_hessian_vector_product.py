"""The numbers of the worked example in the Hessian-vector product's statement."""

import numpy as np
import torch

from reference.hessian import hessian, hvp


def cubic(x):
    return x[0] ** 2 * x[1]


def test_the_example_of_the_hessian_vector_product_is_right():
    x, v = torch.tensor([[1.0, 2.0], [1.0, 0.0]], dtype=torch.float64)
    np.testing.assert_array_equal(hvp(cubic, x, v), [4, 2])
    np.testing.assert_array_equal(hessian(cubic, x), [[4, 2], [2, 0]])
    np.testing.assert_array_equal(torch.func.grad(cubic)(x), [4, 1])
