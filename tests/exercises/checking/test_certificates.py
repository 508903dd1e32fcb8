"""Certificates of optimality: gradient, gap and multipliers."""

import math

import numpy as np
import pytest

from exercises.checking import (
    CheckFailed,
    Tolerance,
    expect_gap,
    expect_kkt,
    expect_stationary,
)

TOLERANCE = Tolerance(1e-6, "the stopping rule of the task")


def test_a_small_gradient_certifies_and_a_large_one_does_not():
    expect_stationary(np.full(2, 5e-7), tolerance=TOLERANCE)
    expect_stationary(np.full(2, 5e-5), tolerance=TOLERANCE, scale=100.0)
    with pytest.raises(
        CheckFailed, match=r"^The gradient at your point has length 7e-05\. The rul"
    ):
        expect_stationary(np.full(2, 5e-5), tolerance=TOLERANCE)
    with pytest.raises(CheckFailed):
        expect_stationary(np.array([math.nan, 0.0]), tolerance=TOLERANCE)


def test_a_gap_has_two_sides_and_hides_the_minimum():
    expect_gap(123.4567, 123.4567, tolerance=TOLERANCE)
    expect_gap(1e-7, 0.0, tolerance=TOLERANCE)
    for value, side in ((124.4567, "above"), (122.4567, "below")):
        with pytest.raises(CheckFailed, match=f"about 1 {side} the minimum") as caught:
            expect_gap(value, 123.4567, tolerance=TOLERANCE)
        assert "123" not in str(caught.value)
    for value in (math.nan, math.inf, None):
        with pytest.raises(CheckFailed):
            expect_gap(value, 0.0, tolerance=TOLERANCE)


def projection(x, lam, **more):
    """Minimise ½‖x − (2, −1)‖² subject to x ≥ 0, solved by (2, 0) with λ = (0, 1)."""
    gradient = np.asarray(x) - [2.0, -1.0]
    expect_kkt(gradient, lam, constraints=x, jacobian=np.eye(2), tolerance=TOLERANCE, **more)


def test_the_conditions_hold_at_the_solution():
    projection(np.array([2.0, 0.0]), np.array([0.0, 1.0]))
    projection(np.array([2.0, 1e-8]), np.array([1e-8, 1.0]))


@pytest.mark.parametrize(
    ("x", "lam", "said"),
    [
        ([2.0, 0.5], [0.0, 1.0], "at your point leaves a relative residual"),
        ([2.0, -1.0], [0.0, 0.0], "constraint of index 1 is violated by about 1"),
        ([0.0, 0.0], [-2.0, 1.0], "multiplier of index 0 is negative by about 2"),
        ([3.0, 0.0], [1.0, 1.0], "the product λc of constraint of index 0 is off by about 3"),
        ([2.0, math.nan], [0.0, 1.0], "NaN"),
        ([2.0, 0.0], [math.nan, 1.0], "NaN"),
        ([2.0, 0.0], [0.0], "one for each constraint"),
    ],
)
def test_each_condition_is_named_where_it_fails(x, lam, said):
    with pytest.raises(CheckFailed, match=f"(?i){said}"):
        projection(np.array(x), np.array(lam))


def test_the_multiplier_of_an_equality_has_either_sign():
    x, lam = np.array([0.0, 0.0]), np.array([-2.0, 1.0])
    projection(x, lam, equality=np.array([True, False]))
    with pytest.raises(CheckFailed, match="constraint of index 0 is violated"):
        projection(np.array([1.0, 0.0]), np.array([-1.0, 1.0]), equality=np.array([True, False]))


def test_a_trust_region_has_one_constraint():
    """Minimise gᵀp + ½pᵀp, ‖p‖ ≤ 1 with g = (3, 0): p = (−1, 0) and λ = 2."""
    p = np.array([-1.0, 0.0])
    expect_kkt(
        np.array([3.0, 0.0]) + p,
        2.0,
        constraints=(1 - p @ p) / 2,
        jacobian=-p,
        tolerance=TOLERANCE,
    )


def test_a_gradient_is_held_to_the_bound_itself_where_no_scale_is_given():
    with pytest.raises(CheckFailed, match=r"has length 5e-06"):
        expect_stationary(np.array([5e-6]), tolerance=TOLERANCE)


def test_what_is_no_number_is_said_to_be_none():
    with pytest.raises(CheckFailed, match=r"^The gradient at your point is NaN at entry \[1\]"):
        expect_stationary(np.array([0.0, math.nan]), tolerance=TOLERANCE)
    with pytest.raises(CheckFailed, match=r"^The multipliers is NaN at entry \[0\]"):
        projection(np.array([2.0, 0.0]), np.array([math.nan, 1.0]))
    with pytest.raises(CheckFailed, match=r"^The constraints at your point is NaN at entry \[1\]"):
        expect_kkt(
            np.zeros(2),
            np.zeros(2),
            constraints=np.array([1.0, math.nan]),
            jacobian=np.eye(2),
            tolerance=TOLERANCE,
        )


def test_a_gap_is_relative_to_a_large_minimum_or_to_the_scale_that_is_given():
    expect_gap(-1000.0 + 5e-4, -1000.0, tolerance=TOLERANCE)
    expect_gap(5e-5, 0.0, tolerance=TOLERANCE, scale=100.0)
    for value, minimum, scale in ((5e-5, 0.0, None), (5e-3, 1000.0, None), (5e-4, 1000.0, 1.0)):
        with pytest.raises(CheckFailed, match="above the minimum"):
            expect_gap(minimum + value, minimum, tolerance=TOLERANCE, scale=scale)


def conditions(lam, c, residual=0.0, **more):
    """Hold multipliers and constraint values to the conditions, with an identity as Jacobian."""
    lam, c = np.array(lam), np.array(c)
    gradient = lam + np.array([residual, 0.0])
    jacobian = np.eye(2)
    expect_kkt(gradient, lam, constraints=c, jacobian=jacobian, tolerance=TOLERANCE, **more)


def test_each_condition_is_relative_to_its_own_terms():
    conditions([0.0, 0.0], [1e4, -5e-3])
    conditions([1e4, -5e-3], [0.0, 0.0])
    conditions([1e4, 0.0], [5e-3, 1e4])
    for lam, c, said in (
        ([0.0, 0.0], [1.0, -5e-6], "is violated by about 5e-06"),
        ([1.0, -5e-6], [0.0, 0.0], "is negative by about 5e-06"),
        ([1.0, 0.0], [5e-6, 1.0], "is off by about 5e-06"),
        ([0.0, 0.0], [1e4, -5e-2], "is violated"),
        ([1e4, -5e-2], [0.0, 0.0], "is negative"),
    ):
        with pytest.raises(CheckFailed, match=said):
            conditions(lam, c)
    with pytest.raises(CheckFailed, match="leaves a relative residual"):
        conditions([0.0, 0.0], [1.0, 1.0], residual=5e-6)


def test_an_equality_is_violated_on_either_side():
    for c in (1.0, -1.0):
        with pytest.raises(CheckFailed, match="constraint of index 0 is violated by about 1"):
            conditions([0.0, 0.0], [c, 0.0], equality=True)
