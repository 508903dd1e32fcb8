"""The worked example of the exercise on gradient clipping."""

import numpy as np
import pytest

from reference.clipping import clip_by_global_norm


def test_the_example_of_gradient_clipping_is_right():
    grads = [np.array([3.0, 0.0]), None, np.array([[4.0]])]
    clipped, norm = clip_by_global_norm(grads, 1.0)
    assert norm == pytest.approx(5.0)
    np.testing.assert_allclose(clipped[0], [0.6, 0.0])
    np.testing.assert_allclose(clipped[2], [[0.8]])
    assert clipped[1] is None
    each = [grad / np.linalg.norm(grad) for grad in (grads[0], grads[2])]
    np.testing.assert_allclose([*each[0], *each[1].ravel()], [1.0, 0.0, 1.0])
    np.testing.assert_array_equal(clip_by_global_norm(grads, 5.0)[0][0], grads[0])
