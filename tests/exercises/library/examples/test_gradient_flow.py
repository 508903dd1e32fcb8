"""The worked example of the gradient flow."""

import math

import numpy as np
import pytest

from reference.gradient_flow import flow, modified_flow_grad


def test_one_step():
    assert flow(lambda x: x, np.array([384.0]), 1.0, 1) == 144
    assert 384 / math.e == pytest.approx(141.3, abs=0.05)


def test_one_gradient():
    diagonal, x = np.array([1.0, 2.0]), np.array([4.0, 4.0])
    got = modified_flow_grad(lambda x: diagonal * x, lambda _, v: diagonal * v, 0.5, x)
    np.testing.assert_array_equal(got, [5, 12])


def test_the_test_worth_writing():
    errors = [abs(flow(lambda x: x, np.ones(1), 1.0, n)[0] - math.exp(-1)) for n in (4, 8, 16)]
    np.testing.assert_allclose(np.array(errors[:-1]) / errors[1:], 16, rtol=0.15)
