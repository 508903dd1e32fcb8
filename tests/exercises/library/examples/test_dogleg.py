"""The worked examples of the dogleg are what the reference and plain NumPy give."""

import numpy as np
import pytest

from reference.dogleg import dogleg

G, B = np.array([-6.0, 0.0]), np.array([[2.0, -1.0], [-1.0, 1.0]])


def model(p):
    return G @ p + p @ B @ p / 2


def test_a_step_on_the_second_leg():
    assert (G @ G, G @ B @ G) == (36.0, 72.0)
    np.testing.assert_allclose(np.linalg.solve(B, -G), [6.0, 6.0])
    np.testing.assert_allclose(np.sort(np.roots([45, 18, -11])), [-11 / 15, 1 / 3])
    p = dogleg(G, B, 2 * 5**0.5)
    np.testing.assert_allclose(p, [4.0, 2.0], rtol=1e-14)
    values = [model(np.array(at)) for at in ([3.0, 0.0], [4.0, 2.0], [6.0, 6.0])]
    assert values == [-9.0, -14.0, -18.0]


def test_why_not_shorten_newtons_step():
    np.testing.assert_allclose(dogleg(G, B, 1.0), [1.0, 0.0], atol=1e-15)
    assert model(np.array([1.0, 0.0])) == -5.0
    assert model(np.ones(2) / 2**0.5) == pytest.approx(-3.99, abs=5e-3)
