"""Results near the right one are close; everything else fails with words."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from exercises.checking import (
    CheckFailed,
    Tolerance,
    expect_alike,
    expect_close,
    expect_residual,
    expect_solution,
    expect_solves,
    tolerance_for,
)

LOOSE = Tolerance(1e-9, "a test")
STRICT = tolerance_for("float64", "recursion")
WANT = np.array([1.0, -2.0, 0.0])


def close(got, want=WANT, **more):
    expect_close(got, want, tolerance=STRICT, what="the step", **more)


def test_equal_values_are_close():
    close(WANT.copy())
    close(torch.tensor(WANT))
    expect_close(2.0, np.float64(2.0), tolerance=STRICT, what="the length")


def test_the_error_is_relative_to_the_norm_not_to_the_entry():
    close(WANT + np.array([0.0, 0.0, 1e-12]))


@pytest.mark.parametrize(
    "got",
    [
        WANT * 1.001,
        -WANT,
        np.zeros(3),
        np.full(3, np.nan),
        np.array([1.0, np.nan, 0.0]),
        np.array([1.0, np.inf, 0.0]),
        WANT[:2],
        WANT[None],
        torch.full((3,), math.nan),
        None,
        "x",
        [1.0, -2.0, 0.0],
        True,
    ],
    ids=repr,
)
def test_anything_else_is_not_close(got):
    with pytest.raises(CheckFailed):
        close(got)


def test_nan_is_not_close_to_nan():
    with pytest.raises(CheckFailed, match="NaN"):
        expect_close(math.nan, math.nan, tolerance=LOOSE, what="x")


def test_zero_is_compared_absolutely():
    expect_close(np.zeros(2), np.zeros(2), tolerance=LOOSE, what="x")
    with pytest.raises(CheckFailed, match=r"^x should be zero, but its norm is about 1e-03"):
        expect_close(np.array([1e-3, 0.0]), np.zeros(2), tolerance=LOOSE, what="x")


def test_a_failure_says_case_quantity_observation_and_rule():
    with pytest.raises(CheckFailed) as caught:
        close(WANT + np.array([0.0, 0.5, 0.0]), case="n = 3")
    message = str(caught.value)
    assert message.startswith("n = 3: the step is off by a relative error of about 0.2")
    assert "entry [1], where yours is -1.5" in message
    assert "The rule: an error of at most 1.0e-11 (float64: " in message


def test_a_failure_never_shows_the_expected_value():
    with pytest.raises(CheckFailed) as caught:
        expect_close(1.0, 123.456, tolerance=STRICT, what="x")
    assert "123" not in str(caught.value)


def test_complex_numbers_are_compared():
    expect_close(np.array([1j]), np.array([1j]), tolerance=LOOSE, what="x")
    with pytest.raises(CheckFailed):
        expect_close(np.array([1j]), np.array([-1j]), tolerance=LOOSE, what="x")


def test_a_solve_is_told_from_an_explicit_inverse():
    rng = np.random.default_rng(0)
    basis, _ = np.linalg.qr(rng.standard_normal((60, 60)))
    matrix = (basis * np.logspace(0, -9, 60)) @ basis.T
    matrix = (matrix + matrix.T) / 2
    rhs = matrix @ rng.standard_normal(60)
    expect_solves(matrix, np.linalg.solve(matrix, rhs), rhs, what="the step")
    with pytest.raises(CheckFailed, match="relative residual"):
        expect_solves(matrix, np.linalg.inv(matrix) @ rhs, rhs, what="the step")
    with pytest.raises(CheckFailed):
        expect_solves(matrix, np.zeros(60), rhs, what="the step")
    with pytest.raises(CheckFailed):
        expect_solves(matrix, np.full(60, np.nan), rhs, what="the step")


FLOATS = arrays(np.float64, st.integers(1, 20), elements=st.floats(-1e3, 1e3, width=32))


@settings(deadline=None)
@given(FLOATS, st.sampled_from(["float64", "float32"]), st.integers(0, 2**32 - 1))
def test_roundings_pass_and_ten_tolerances_do_not(want, dtype, seed):
    tolerance = tolerance_for(dtype, "recursion", size=len(want))
    away = np.random.default_rng(seed).standard_normal(len(want))
    away *= (np.linalg.norm(want) or 1.0) / np.linalg.norm(away)
    expect_close(want.astype(dtype), want, tolerance=tolerance, what="x")
    expect_close(want + 0.9 * tolerance.bound * away, want, tolerance=tolerance, what="x")
    for got in (want + 10 * tolerance.bound * away, want * math.nan):
        with pytest.raises(CheckFailed):
            expect_close(got, want, tolerance=tolerance, what="x")


@settings(deadline=None)
@given(FLOATS.filter(lambda want: np.linalg.norm(want) > 0))
def test_zeros_are_close_to_nothing_else(want):
    with pytest.raises(CheckFailed):
        expect_close(0 * want, want, tolerance=tolerance_for("bfloat16", "recursion"), what="x")


def test_large_numbers_overflow_nothing():
    want = np.array([1e300, 2e300])
    close(want * (1 + 1e-13), want)
    for got in (-want, want * 1.01, np.array([1.7e308, -1.7e308])):
        with pytest.raises(CheckFailed):
            close(got, want)


def test_a_complex_result_is_refused_unless_stated():
    with pytest.raises(CheckFailed, match=r"^The step is complex\. The rule: real numbers"):
        close(WANT + 0j)


def test_items_of_a_container_are_compared_each_in_its_way():
    want = (np.ones(2), {"status": "ok", "n": 3}, [math.inf], True)
    expect_alike(
        (np.ones(2) + 1e-12, {"status": "ok", "n": 3}, [math.inf], True),
        want,
        tolerance=LOOSE,
        what="x",
    )
    for got in (
        (np.ones(2) + 1e-6, *want[1:]),
        (want[0], {"status": "no", "n": 3}, *want[2:]),
        (want[0], want[1], [1.0], True),
        (*want[:3], 1),
        want[:3],
        None,
    ):
        with pytest.raises(CheckFailed):
            expect_alike(got, want, tolerance=LOOSE, what="x")


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_a_forward_error_is_judged_by_the_condition_number(dtype):
    rng = np.random.default_rng(1)
    basis, _ = np.linalg.qr(rng.standard_normal((20, 20)))
    matrix = ((basis * np.logspace(0, -3, 20)) @ basis.T).astype(dtype)
    x = rng.standard_normal(20)
    rhs = matrix.astype(np.float64) @ x
    got = np.linalg.solve(matrix, rhs.astype(dtype))
    expect_solution(got, x, condition=1e3, dtype=dtype, what="the step")
    with pytest.raises(CheckFailed, match="condition number"):
        expect_solution(got * 1.05, x, condition=1e3, dtype=dtype, what="the step")


def test_a_forward_error_that_means_nothing_is_the_authors_error():
    with pytest.raises(ValueError, match="backward error"):
        expect_solution(np.ones(2), np.ones(2), condition=1e13, what="x")


def test_a_residual_is_relative_to_the_terms_of_its_equation():
    tolerance = tolerance_for("float64", "backward", size=2)
    expect_residual(np.full(2, 1e-10), scale=1e4, tolerance=tolerance, what="x")
    expect_residual(np.zeros(2), scale=0.0, tolerance=tolerance, what="x")
    for residual, scale in ((np.full(2, 1e-10), 1.0), (np.ones(2), 0.0), (np.full(2, math.nan), 1)):
        with pytest.raises(CheckFailed):
            expect_residual(residual, scale=scale, tolerance=tolerance, what="x")


def test_a_residual_or_solution_that_is_no_number_is_said_to_be_none():
    tolerance = tolerance_for("float64", "backward", size=2)
    with pytest.raises(CheckFailed, match=r"^The residual of x is NaN at entry \[1\]\."):
        expect_residual(np.array([0.0, math.nan]), scale=1.0, tolerance=tolerance, what="x")
    with pytest.raises(CheckFailed, match=r"^The step is NaN at entry \[0\]\."):
        expect_solves(np.eye(2), np.array([math.nan, 0.0]), np.ones(2), what="the step")
    with pytest.raises(CheckFailed, match=r"^The step has shape \(2, 1\)\."):
        expect_solves(np.eye(2), np.ones((2, 1)), np.ones(2), what="the step")


def test_a_backward_error_is_relative_to_both_terms_of_the_system():
    # The bound is 1e-13 of 1e3 · 1 + 1e3, and of 0 · 1 + 1e6.
    large, small = 1e3 * np.eye(1), np.zeros((1, 1))
    expect_solves(large, np.ones(1), np.full(1, 1e3 + 1.5e-10), what="x")
    expect_solves(large, np.full(1, 1e6), np.full(1, 1e9 + 1.5e-4), what="x")
    for matrix, x, rhs in (
        (large, 1.0, 1e3 + 1e-9),
        (large, 1e6, 1e9 + 1e-3),
        (small, 1.0, 1e-3),
    ):
        with pytest.raises(CheckFailed, match="relative residual"):
            expect_solves(matrix, np.full(1, x), np.full(1, rhs), what="x")


def test_a_residual_is_said_relative_to_its_scale():
    tolerance = tolerance_for("float64", "backward", size=2)
    for scale, said in ((4.0, "0.5"), (0.5, "4"), (0.0, "2")):
        with pytest.raises(CheckFailed, match=f"relative residual of about {said}\\."):
            expect_residual(np.array([2.0]), scale=scale, tolerance=tolerance, what="x")


def test_the_entry_that_is_named_is_the_one_that_is_most_off_to_either_side():
    with pytest.raises(CheckFailed, match=r"most at entry \[0\], where yours is -4\."):
        close(np.array([-4.0, -1.0, 0.0]))


def test_a_small_expected_value_is_compared_relatively():
    with pytest.raises(CheckFailed, match="relative error of about 1"):
        expect_close(np.full(2, 2e-12), np.full(2, 1e-12), tolerance=LOOSE, what="x")


def test_dicts_with_other_keys_or_a_list_for_a_tuple_are_told_apart():
    expect_alike({"a": 1.0 + 1e-12}, {"a": 1.0}, tolerance=LOOSE, what="x")
    expect_alike([1.0 + 1e-12], (1.0,), tolerance=LOOSE, what="x")
    for got, want in (({"b": 1.0}, {"a": 1.0}), ({"a": 1.0, "b": 1.0}, {"a": 1.0})):
        with pytest.raises(CheckFailed):
            expect_alike(got, want, tolerance=LOOSE, what="x")
