"""The numbers of the worked example in the Newton–Schulz statement, and what it says of (2)."""

import numpy as np
import torch

from reference.muon import newton_schulz5


def quintic(sigma):
    return 3.4445 * sigma - 4.775 * sigma**3 + 2.0315 * sigma**5


def test_the_example_of_newton_schulz_is_right():
    step = newton_schulz5(torch.diag(torch.tensor([3.0, 4.0], dtype=torch.float64)), steps=1)
    np.testing.assert_allclose(step.diagonal(), [1.193269, 0.976482], atol=5e-7)
    np.testing.assert_allclose(quintic(np.array([0.6, 0.8])), step.diagonal(), rtol=1e-12)


def test_what_the_statement_says_of_small_singular_values_is_right():
    sigma = np.array([0.003, 1e-4])
    for _ in range(5):
        sigma = quintic(sigma)
    assert sigma[0] >= 0.68
    np.testing.assert_allclose(sigma[1], 0.05, atol=0.005)
