"""The worked example of the exercise on logistic regression."""

import numpy as np
import pytest

from reference.logistic_regression import logistic_loss_grad


def test_the_example_of_logistic_regression_is_right():
    data, y = np.array([[2.0], [4.0]]), np.array([1.0, 0.0])
    f, g = logistic_loss_grad(np.zeros(1), data, y)
    assert f == pytest.approx(np.log(2))
    assert g[0] == pytest.approx(0.5)
    f, _ = logistic_loss_grad(np.array([-np.log(3) / 2]), data, y)
    assert f == pytest.approx(np.log(40 / 9) / 2)
    assert f == pytest.approx(0.746, abs=5e-4)
