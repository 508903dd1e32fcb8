"""The worked example of the sharpness trace, by the reference."""

import numpy as np
import pytest

from reference.edge_of_stability import sharpness_trace


@pytest.mark.parametrize(("every", "expected"), [(1, [11, 2, 2]), (2, [11, 2]), (3, [11])])
def test_the_steps_on_the_quartic_are_right(every, expected):
    lam, x = sharpness_trace(
        lambda x: x**3 - x, lambda x, v: (3 * x**2 - 1) * v, np.array([2.0]), 1 / 6, 2, every
    )
    np.testing.assert_allclose(lam, expected, rtol=1e-14)
    np.testing.assert_allclose(x, [1.0], rtol=1e-14)
    np.testing.assert_allclose([11 / 6, 2 / 6], [1.83, 0.33], atol=5e-3)
