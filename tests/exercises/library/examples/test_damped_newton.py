"""The worked example of the damped Newton method is what the reference and plain Python give."""

import math

import numpy as np
import pytest

from reference.damped_newton import damped_newton


def f(x):
    return float(x[0] - math.log(x[0])) if x[0] > 0 else math.inf


def run(maxit):
    start = np.array([3.0])
    return damped_newton(
        f, lambda x: 1 - 1 / x, lambda x: np.diag(x**-2.0), start, 0.1, 0.5, maxit=maxit
    )


def test_the_points_decrements_and_steps():
    points = [float(run(maxit)[0][0]) for maxit in (1, 2, 3, 4)]
    np.testing.assert_allclose(points, [1.5, 0.75, 0.9375, 0.99609375], rtol=1e-14)
    _, _, lam2, t = run(100)
    np.testing.assert_allclose(lam2[:3], [4.0, 0.25, 0.0625], rtol=1e-14)
    assert (t[:2], set(t[1:])) == ([0.25, 1.0], {1.0})


def test_the_values_that_are_compared():
    values = [f(np.array([x])) for x in (3.0, 1.5, 0.75)]
    assert values == pytest.approx([1.901, 1.095, 1.038], abs=5e-4)
    assert f(np.array([0.0])) == math.inf
