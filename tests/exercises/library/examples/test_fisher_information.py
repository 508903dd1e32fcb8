"""The numbers of the worked example in the Fisher information's statement."""

import math

import numpy as np
import torch

from reference.fisher import empirical_fisher, fisher


def test_the_example_of_the_fisher_information_is_right():
    weights = torch.tensor([[math.log(3) / 2, 0.0]], dtype=torch.float64)
    inputs = torch.tensor([[2.0]], dtype=torch.float64)
    information = fisher(weights, inputs, torch.tensor([0]))
    np.testing.assert_allclose(information, 0.75 * np.array([[1, -1], [-1, 1]]), rtol=1e-12)
    for label, entry in ((0, 0.25), (1, 2.25)):
        empirical = empirical_fisher(weights, inputs, torch.tensor([label]))
        np.testing.assert_allclose(empirical[0, 0], entry, rtol=1e-12)
