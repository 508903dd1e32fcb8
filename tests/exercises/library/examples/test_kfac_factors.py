"""The numbers of the worked example in the K-FAC factors' statement."""

import numpy as np
import torch

from reference.kfac import kfac_factors


def test_the_example_of_the_kfac_factors_is_right():
    inputs, derivatives = np.array([[1.0], [3.0]]), np.array([[2.0], [-2.0]])
    first, second = kfac_factors(torch.from_numpy(inputs), torch.from_numpy(derivatives))
    np.testing.assert_array_equal(first, [[5, 2], [2, 1]])
    np.testing.assert_array_equal(second, [[4]])
    rows = np.hstack([inputs, np.ones((2, 1))])
    gradients = [np.outer(b, a).reshape(-1) for a, b in zip(rows, derivatives, strict=True)]
    block = sum(np.outer(g, g) for g in gradients) / 2
    np.testing.assert_allclose(block, np.kron(second, first))
