"""The worked example of sharpness under a change of scale."""

import numpy as np
import pytest

from reference.reparameterization import normalised_sharpness


@pytest.mark.parametrize(("a", "largest", "global_version"), [(1.0, 2.0, 4.0), (5.0, 25.04, 627.0)])
def test_the_minima_of_two_weights_are_those_of_the_statement(a, largest, global_version):
    u, v = a, 1 / a
    hessian = np.array([[v**2, 1.0], [1.0, u**2]])
    assert np.linalg.eigvalsh(hessian)[-1] == pytest.approx(largest)
    assert largest * (u**2 + v**2) == pytest.approx(global_version, rel=1e-4)
    assert normalised_sharpness(np.array([u, v]), hessian) == pytest.approx(2.0)
