"""The numbers of the worked example in the Hessian spectrum's statement."""

import numpy as np
import torch

from reference.lanczos import lanczos
from reference.spectral_density import slq_density


def test_the_example_of_the_hessian_spectrum_is_right():
    diagonal = torch.tensor([0.0, 5.0], dtype=torch.float64)
    probe = torch.tensor([[3.0, 4.0]], dtype=torch.float64)
    alpha, beta, basis = lanczos(lambda v: diagonal * v, probe[0], 2)
    np.testing.assert_allclose(alpha, [3.2, 1.8])
    np.testing.assert_allclose(beta, [2.4])
    np.testing.assert_allclose(basis[:, 1], [-0.8, 0.6])
    nodes, vectors = np.linalg.eigh([[3.2, 2.4], [2.4, 1.8]])
    np.testing.assert_allclose(nodes, [0, 5], atol=1e-12)
    np.testing.assert_allclose(vectors[0] ** 2, [0.36, 0.64])
    grid = torch.tensor([5.0], dtype=torch.float64)
    density = slq_density(lambda v: diagonal * v, probe, 2, grid, 1.0)
    np.testing.assert_allclose(density, [0.2553], atol=5e-5)
