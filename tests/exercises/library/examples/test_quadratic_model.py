"""The worked example of the quadratic model is what the reference and plain Python give."""

import math

import numpy as np
import pytest

from reference.quadratic_model import model_reduction, ratio


def promised(p):
    return model_reduction(np.array([4.0]), lambda v: 12 * v, np.array([p]))


def test_newtons_step_on_the_fourth_power():
    assert promised(-1 / 3) == pytest.approx(2 / 3)
    assert pytest.approx(65 / 81) == 1 - (2 / 3) ** 4
    assert ratio(1.0, (2 / 3) ** 4, promised(-1 / 3)) == pytest.approx(65 / 54)


def test_a_step_that_was_lucky():
    assert promised(-1.0) == -2.0
    assert ratio(1.0, 0.0, promised(-1.0)) == -math.inf
