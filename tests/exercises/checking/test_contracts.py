"""Contracts take every value that meets them, and no other."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.checking import (
    CheckFailed,
    Tolerance,
    expect_armijo,
    expect_decreasing,
    expect_descent,
    expect_in_interval,
    expect_order,
    expect_wolfe,
)

HESSIAN = np.diag([1.0, 10.0])
X = np.array([3.0, -1.0])


def f(x):
    return 0.5 * x @ HESSIAN @ x


def gradient(x):
    return HESSIAN @ x


P = -gradient(X)
EXACT = (P @ P) / (P @ HESSIAN @ P)


@settings(deadline=None)
@given(st.floats(0.01, 1.0), st.floats(1e-4, 0.4))
def test_on_a_quadratic_armijo_holds_up_to_a_known_step(share, c1):
    longest = 2 * (1 - c1) * EXACT
    expect_armijo(f, gradient, X, P, share * longest, c1=c1)
    with pytest.raises(CheckFailed, match="changes f by"):
        expect_armijo(f, gradient, X, P, longest * (1 + 1e-6), c1=c1)


def test_a_flat_function_is_given_its_roundings():
    expect_armijo(lambda x: 1e6 + 1e-14 * (x @ x), lambda x: 2e-14 * x, X, -X, 1.0)


@pytest.mark.parametrize("step", [0.0, -1.0, math.nan, math.inf, None, np.ones(2)])
def test_a_step_is_a_positive_number(step):
    with pytest.raises(CheckFailed):
        expect_armijo(f, gradient, X, P, step)


def test_wolfe_adds_the_slope():
    expect_wolfe(f, gradient, X, P, EXACT)
    with pytest.raises(CheckFailed, match=r"slope ∇f.* is -.*c₂ = 0\.9"):
        expect_wolfe(f, gradient, X, P, 0.05 * EXACT)
    # Beyond the minimiser the slope is large and positive: weak, not strong.
    far = 1.95 * EXACT
    expect_wolfe(f, gradient, X, P, far, strong=False)
    with pytest.raises(CheckFailed, match="≤ c₂"):
        expect_wolfe(f, gradient, X, P, far)
    with pytest.raises(CheckFailed, match="changes f by"):
        expect_wolfe(f, gradient, X, P, 2.1 * EXACT)


def test_a_function_that_is_nan_meets_no_contract():
    with pytest.raises(CheckFailed):
        expect_armijo(lambda x: f(x) if x is X else math.nan, gradient, X, P, 0.1)


@pytest.mark.parametrize("got", [X, 0 * X, X * math.nan, -X[:1], np.array([1.0, 3.0]), -X + 0j])
def test_what_does_not_point_downhill_fails(got):
    expect_descent(X, -X)
    with pytest.raises(CheckFailed):
        expect_descent(X, got)


def test_a_direction_may_be_asked_to_keep_an_angle():
    nearly_across = np.array([-1e-3, 1.0])
    expect_descent(np.array([1.0, 0.0]), nearly_across)
    with pytest.raises(CheckFailed, match=r"cosine between the direction and −g is 0\.001"):
        expect_descent(np.array([1.0, 0.0]), nearly_across, cosine=0.1)


def test_a_sequence_decreases_up_to_rounding_or_strictly():
    expect_decreasing(np.array([3.0, 1.0, 1.0 + 1e-15]), what="f")
    expect_decreasing([3.0, 2.0, 1.0] @ np.eye(3), strictly=True, what="f")
    expect_decreasing(np.empty(0), what="f")
    with pytest.raises(CheckFailed, match=r"^F goes|^f goes from 1 to 2 between entries 1 and 2"):
        expect_decreasing(np.array([3.0, 1.0, 2.0]), what="f")
    for got in (np.array([1.0, 1.0]), np.array([2.0, math.nan])):
        with pytest.raises(CheckFailed):
            expect_decreasing(got, strictly=True, what="f")


def test_every_number_lies_in_the_interval():
    expect_in_interval(np.array([0.68, 1.21]), 0.68, 1.21, what="σ")
    expect_in_interval(1.0 + 1e-9, 0.0, 1.0, tolerance=Tolerance(1e-8, "a test"), what="σ")
    with pytest.raises(CheckFailed) as caught:
        expect_in_interval(np.array([0.7, 0.5]), 0.68, 1.21, what="the singular value")
    assert str(caught.value) == (
        "The singular value at entry [1] is 0.5. The rule: between 0.68 and 1.21."
    )
    with pytest.raises(CheckFailed, match=r"at most 1, up to 1\.0e-08"):
        expect_in_interval(2.0, -math.inf, 1.0, tolerance=Tolerance(1e-8, "a test"), what="σ")
    for got in (math.nan, math.inf, 1j, None, -1.0):
        with pytest.raises(CheckFailed):
            expect_in_interval(got, 0.0, math.inf, what="σ")


def test_the_order_of_an_error_is_its_slope():
    steps = np.array([0.1, 0.05, 0.025])
    expect_order(0.3 * steps**2 * (1 + steps), steps, 2, what="the error")
    expect_order(steps**3, steps, 2, what="the error")
    expect_order(np.zeros(3), steps, 4, what="the error")
    with pytest.raises(CheckFailed, match=r"shrinks as the step to the power 1\.00\. The rule: at"):
        expect_order(steps, steps, 4, what="the error")
    with pytest.raises(CheckFailed):
        expect_order(steps * math.nan, steps, 1, what="the error")
