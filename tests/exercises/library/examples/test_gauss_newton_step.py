"""The worked examples of the Gauss-Newton step are what the reference and plain NumPy give."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import pytest

from reference.gauss_newton import gauss_newton_step
from tests.reference.goldens import goldens_read


def test_one_parameter_three_steps():
    b, steps, slope = 1.0, [], np.array([1.0, 2.0])
    for _ in range(3):
        steps.append(float(gauss_newton_step((2 * b * slope)[:, None], (b * b - 4) * slope)[0]))
        b += steps[-1]
    np.testing.assert_allclose(steps, [1.5, -0.45, -0.0494], atol=5e-5)
    assert b - 2 == pytest.approx(0.0006, abs=5e-5)


def test_dependent_columns():
    J, r = np.ones((2, 2)), np.array([-2.0, -2.0])
    np.testing.assert_allclose(gauss_newton_step(J, r), [1.0, 1.0])


def test_longleys_data_are_as_ill_conditioned_as_the_statement_says():
    X = goldens_read()["least_squares_for_longley"][0]["X"]
    assert np.linalg.cond(X) == pytest.approx(4.9e9, rel=1e-2)
