"""The worked example of the expected rise, by plain NumPy and by the reference."""

import numpy as np
import pytest

from reference.flatness import expected_rise


def parabola(x):
    return float(3 * x[0] + 2 * x[0] ** 2)


class Drawn:
    """A generator that draws 1 and then −2."""

    def __init__(self, seed):
        self.left = [1.0, -2.0]

    def standard_normal(self, n):
        return np.array([self.left.pop(0)])


def test_the_two_pairs_on_the_parabola_are_right(monkeypatch):
    points = [1.0, 1.5, 0.5, 0.0, 2.0]
    assert [parabola([x]) for x in points] == [5.0, 9.0, 2.0, 0.0, 14.0]
    monkeypatch.setattr(np.random, "default_rng", Drawn)
    mean, se = expected_rise(parabola, np.ones(1), 0.5, 2, seed=0)
    assert (mean, se) == (1.25, pytest.approx(0.75))
    assert 0.5**2 / 2 * 4 == 0.5
    assert (9.0 - 5.0, 0.0 - 5.0) == (4.0, -5.0)
