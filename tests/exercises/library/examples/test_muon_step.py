"""The numbers of the worked example in the Muon step's statement."""

import numpy as np
import torch

from reference.muon import muon_step


def test_the_example_of_the_muon_step_is_right():
    weights, gradient = torch.tensor([[2.0], [0.0]]), torch.tensor([[3.0], [4.0]])
    new, momentum = muon_step(
        weights.double(), gradient.double(), torch.zeros(2, 1).double(), lr=0.1, mu=0.5, wd=1.0
    )
    np.testing.assert_allclose(momentum[:, 0], [1.5, 2.0])
    np.testing.assert_allclose(new[:, 0], [1.7409, -0.0788], atol=5e-5)


def test_the_singular_value_of_the_example_goes_as_the_statement_says():
    sigma, path = 1.0, []
    for _ in range(5):
        sigma = 3.4445 * sigma - 4.775 * sigma**3 + 2.0315 * sigma**5
        path.append(sigma)
    np.testing.assert_allclose(path, [0.7010, 1.1136, 0.7207, 1.0900, 0.6964], atol=5e-5)
