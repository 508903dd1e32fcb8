"""The worked examples of sharpness, by plain NumPy and by the reference."""

import numpy as np
import pytest

from reference.sharpness import lambda_max, sam_step

H = np.diag([-5.0, 1.0, 2.0])


class Drawn:
    """A generator that draws the start of the example."""

    def __init__(self, seed):
        self.start = np.array([0.0, 1.0, 1.0])

    def standard_normal(self, n):
        return self.start


@pytest.mark.parametrize(("k", "estimate"), [(1, 1.5), (2, 2.0), (3, 2.0)])
def test_the_space_of_the_example_gives_these_estimates(monkeypatch, k, estimate):
    monkeypatch.setattr(np.random, "default_rng", Drawn)
    assert lambda_max(lambda v: H @ v, 3, k) == pytest.approx(estimate)


def test_the_small_matrix_of_the_example_is_right():
    basis = np.array([[0, 1, 1], [0, -1, 1]]) / np.sqrt(2)
    small = basis @ H @ basis.T
    np.testing.assert_allclose(small, [[1.5, 0.5], [0.5, 1.5]], rtol=1e-14)
    np.testing.assert_allclose(np.linalg.eigvalsh(small), [1.0, 2.0], rtol=1e-14)


def test_the_step_of_the_example_is_right():
    w = np.array([3.0, 4.0])
    g = 2 * w
    np.testing.assert_array_equal(w + 5 * g / np.linalg.norm(g), [6.0, 8.0])
    np.testing.assert_array_equal(sam_step(w, lambda z: 2 * z, 0.25, 5.0), np.zeros(2))
