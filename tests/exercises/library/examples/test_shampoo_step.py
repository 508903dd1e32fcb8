"""The numbers of the worked example in the Shampoo step's statement."""

import numpy as np
import torch

from reference.shampoo import shampoo_step


def test_the_example_of_the_shampoo_step_is_right():
    gradient = torch.tensor([[3.0, 4.0]], dtype=torch.float64)
    left, right = torch.zeros(1, 1).double(), 16 * torch.eye(2).double()
    start = torch.zeros(1, 2).double()
    weights, left, right = shampoo_step(start, gradient, left, right, lr=1.0, eps=0.0)
    np.testing.assert_allclose(left, [[25]])
    np.testing.assert_allclose(np.linalg.eigvalsh(right), [16, 41])
    np.testing.assert_allclose(weights, [[-0.530, -0.707]], atol=5e-4)
    np.testing.assert_allclose((25 * 41) ** -0.25, 0.1767, atol=5e-5)
