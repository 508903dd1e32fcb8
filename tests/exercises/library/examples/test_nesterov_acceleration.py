"""The worked example of Nesterov acceleration."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import pytest

from reference.nesterov import nesterov


def test_strong_momentum_on_a_slope():
    X, Y = nesterov(lambda x: x, np.array([8.0]), 4.0, 2, mu=1.0)
    np.testing.assert_allclose(X[:, 0], [8, 6, 4], rtol=1e-15)
    np.testing.assert_allclose(Y[:, 0], [8, 16 / 3, 10 / 3], rtol=1e-15)
    assert 8 * (1 - 1 / 4) ** 2 == 4.5


def test_the_first_momenta():
    X, Y = nesterov(np.ones_like, np.array([8.0]), 1.0, 2)
    assert Y[1] == X[1]
    assert (Y[2] - X[2])[0] == pytest.approx(0.28 * (X[2] - X[1])[0], rel=0.01)
