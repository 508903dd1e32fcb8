"""Bounds and rates of convergence, by runs whose rate is known exactly."""

import math

import numpy as np
import pytest

from reference.convex_certificate import convex_certificate
from reference.gradient_descent import gradient_descent
from reference.linear_rate import iterations_to, linear_rate


def huber(tau):
    return (
        lambda x: x * x / 2 if abs(x) <= tau else tau * abs(x) - tau * tau / 2,
        lambda x: np.clip(x, -tau, tau),
    )


@pytest.mark.parametrize(("count", "gap"), [(1, 1 / 6), (5, 1 / 22), (20, 1 / 82)])
def test_hubers_function_reaches_the_best_bound_known(count, gap):
    f, grad = huber(1 / (2 * count + 1))
    points = gradient_descent(grad, np.array([1.0]), 1.0, count)
    fvals = np.array([f(x) for x in points[:, 0]])
    assert fvals[-1] == pytest.approx(gap, rel=1e-12)
    assert convex_certificate(fvals, 0.0, 1.0, 1.0) == (
        True,
        pytest.approx(count / (2 * count + 1)),
    )


def test_a_run_is_refuted_certified_or_left_open():
    slow = 1 / np.sqrt(np.arange(1.0, 50.0))
    assert convex_certificate(slow, 0.0, 1.0, 1.0)[0] is False
    assert convex_certificate(slow, None, 1.0, 0.1)[0] is False
    assert convex_certificate(slow, None, 100.0, 1.0)[0] is None
    assert convex_certificate(np.array([9.0]), 0.0, 1.0, 1.0) == (True, 0.0)
    assert convex_certificate(np.array([9.0]), None, 1.0, 1.0) == (None, 0.0)
    assert convex_certificate(np.array([1.0, math.nan]), 0.0, 1.0, 1.0) == (False, math.inf)


@pytest.mark.parametrize("rho", [0.1, 0.5, 0.9, 0.999, 1.0, 1.1])
def test_a_geometric_sequence_gives_its_factor(rho):
    assert linear_rate(3.0 * rho ** np.arange(50)) == pytest.approx(rho, rel=1e-12)


@pytest.mark.parametrize("eta", [0.05, 1.0, 1.9])
def test_on_a_quadratic_it_is_the_largest_factor_in_spite_of_start_and_roundoff(eta):
    d = np.array([0.1, 0.5, 1.0])
    points = gradient_descent(lambda x: d * x, np.array([1.0, 5.0, 5.0]), eta, 300)
    dist = np.linalg.norm(points, axis=1)
    noisy = np.maximum(dist, 1e-14 * dist[0] * (1 + np.sin(np.arange(301)) / 2))
    assert linear_rate(noisy) == pytest.approx(np.max(np.abs(1 - eta * d)), rel=1e-3)


def test_where_there_is_no_rate_it_says_so():
    assert linear_rate(10.0 ** -(2.0 ** np.arange(6))) == 0.0
    for dist in ([], [1.0], [1.0, 0.5], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0], [1.0, 0.1, math.nan]):
        assert math.isnan(linear_rate(np.array(dist)))


def test_the_promised_number_of_steps_is_the_smallest_that_suffices():
    for eps, kappa, eta in [(1e-6, 50.0, 1.0), (1e-3, 7.0, 1.75), (1e-9, 1.5, 1.9)]:
        rho = max(abs(1 - eta), abs(1 - eta / kappa))
        k = iterations_to(eps, kappa, eta)
        assert rho**k <= eps < rho ** (k - 1)
    assert iterations_to(0.125, 2.0, 1.0) == 3
    assert iterations_to(1e-3, 1.0, 1.0) == 1
    assert iterations_to(1.0, 5.0, 3.0) == 0
    assert iterations_to(0.5, 5.0, 2.0) == math.inf
