"""The worked examples of the stable minima."""

import numpy as np
import pytest

from reference.stable_minima import stable_minima


def test_two_steps():
    w, rows = np.array([2.0, 1.0]), []
    for _ in range(2):
        w = w - 0.25 * (w.prod() - 1) * w[::-1]
        rows.append(w)
    np.testing.assert_array_equal(rows, [[1.75, 0.5], [1.765625, 0.5546875]])
    point, sharpness, limit = stable_minima(2.0, 1.0, 0.25)
    np.testing.assert_allclose(point, [1.7690, 0.5653], atol=5e-5)
    assert (round(sharpness, 4), limit) == (3.4488, 8.0)


def test_a_sharp_start():
    point, sharpness, limit = stable_minima(4.0, 0.25, 0.5)
    assert (point.tolist(), sharpness, limit) == ([4.0, 0.25], 16.0625, 4.0)
    assert 1 - 0.5 * sharpness == pytest.approx(-7, abs=0.05)


def test_the_test_worth_writing():
    assert stable_minima(3.0, 0.1, 0.01)[1] == pytest.approx(9.2, abs=0.05)
    assert stable_minima(3.0, 0.1, 0.3)[1] < 2 / 0.3 < 7
