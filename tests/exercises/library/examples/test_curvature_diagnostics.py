"""The numbers of the worked example in the curvature diagnostics' statement."""

import numpy as np
import torch

from reference.hutchinson import hutchinson
from reference.lanczos import lanczos


def test_the_example_of_lanczos_is_right():
    diagonal = torch.tensor([1.0, 3.0], dtype=torch.float64)
    alpha, beta, basis = lanczos(lambda v: diagonal * v, torch.ones(2).double(), 2)
    np.testing.assert_allclose(alpha, [2, 2])
    np.testing.assert_allclose(beta, [1])
    np.testing.assert_allclose(basis[:, 1] * np.sqrt(2), [-1, 1])
    np.testing.assert_allclose(np.linalg.eigvalsh([[2.0, 1.0], [1.0, 2.0]]), [1, 3])


def test_the_example_of_hutchinson_is_right():
    matrix, seen = torch.tensor([[2.0, 1.0], [1.0, 2.0]], dtype=torch.float64), set()
    samples = np.array([6.0, 2.0, 6.0])
    np.testing.assert_allclose(samples.std(ddof=1) / np.sqrt(3), 4 / 3)
    np.testing.assert_allclose(samples.mean(), 14 / 3)
    for seed in range(40):
        mean, stderr = hutchinson(lambda v: matrix @ v, 2, 3, seed)
        seen.add((round(mean, 9), round(stderr, 9)))
    assert (round(14 / 3, 9), round(4 / 3, 9)) in seen
