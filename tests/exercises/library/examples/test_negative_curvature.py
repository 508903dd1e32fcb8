"""The numbers of the worked example in the negative curvature's statement."""

import numpy as np
import torch

from reference.lanczos import lanczos
from reference.negative_curvature import negative_curvature


def test_the_example_of_negative_curvature_is_right():
    diagonal = torch.tensor([2.0, -1.0], dtype=torch.float64)
    start = torch.tensor([0.6, 0.8], dtype=torch.float64)
    alpha, beta, basis = lanczos(lambda v: diagonal * v, start, 2)
    np.testing.assert_allclose(alpha, [0.08, 0.92])
    np.testing.assert_allclose(beta, [1.44])
    np.testing.assert_allclose(basis[:, 1], [0.8, -0.6])
    np.testing.assert_allclose(np.linalg.eigvalsh([[0.08, 1.44], [1.44, 0.92]]), [-1, 2])
    np.testing.assert_allclose(basis @ torch.tensor([0.8, -0.6]).double(), [0, 1], atol=1e-6)
    gradient = torch.tensor([1.0, -3.0], dtype=torch.float64)
    v, curvature = negative_curvature(lambda v: diagonal * v, 2, 2, gradient, 0)
    np.testing.assert_allclose(v, [0, 1], atol=1e-12)
    np.testing.assert_allclose(curvature, -1)
