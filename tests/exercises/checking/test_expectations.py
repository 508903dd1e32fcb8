"""Expectations hold on right answers, and fail with words on everything else."""

import math

import numpy as np
import pytest
import torch

from exercises.checking.expectations import (
    expect_at_most,
    expect_close,
    expect_dtype,
    expect_finite,
    expect_raises,
    expect_scalar,
    expect_shape,
    expect_solves,
    expect_unmutated,
)
from exercises.checking.failures import CheckFailed, Outcome, SolutionRaised, fail
from exercises.checking.tolerances import tolerance_for

STRICT = tolerance_for("float64", "recursion")
WANT = np.array([1.0, -2.0, 0.0])


def close(got, want=WANT, **more):
    expect_close(got, want, tolerance=STRICT, what="the step", **more)


def outcome(value=None, raised=None, mutated=()):
    return Outcome(value, raised, mutated, 0.0)


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
        expect_close(math.nan, math.nan, tolerance=1.0, what="x")


def test_zero_is_compared_absolutely():
    expect_close(np.zeros(2), np.zeros(2), tolerance=1e-9, what="x")
    with pytest.raises(CheckFailed, match=r"^x should be zero, but its norm is about 1e-03"):
        expect_close(np.array([1e-3, 0.0]), np.zeros(2), tolerance=1e-9, what="x")


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
    expect_close(np.array([1j]), np.array([1j]), tolerance=1e-9, what="x")
    with pytest.raises(CheckFailed):
        expect_close(np.array([1j]), np.array([-1j]), tolerance=1e-9, what="x")


def test_a_shape_is_exact():
    expect_shape(np.zeros((2, 3)), (2, 3))
    expect_shape(1.0, ())
    with pytest.raises(CheckFailed, match=r"has shape \(3, 2\). The rule: an array of shape"):
        expect_shape(np.zeros((3, 2)), (2, 3))
    with pytest.raises(CheckFailed, match="is None"):
        expect_shape(None, ())


def test_a_dtype_is_exact():
    expect_dtype(np.zeros(1, np.float32), "float32")
    expect_dtype(torch.zeros(1), torch.float32)
    expect_dtype(torch.zeros(1, dtype=torch.bfloat16), "bfloat16")
    with pytest.raises(CheckFailed, match=r"float64\. The rule: it keeps the dtype float32"):
        expect_dtype(np.zeros(1), np.float32)
    with pytest.raises(CheckFailed, match=r"is the number 1\. The rule: an array of dtype float64"):
        expect_dtype(1.0, "float64")


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_not_finite_is_placed(bad):
    matrix = np.zeros((2, 2))
    expect_finite(matrix)
    matrix[1, 0] = bad
    with pytest.raises(CheckFailed, match=r"at entry \[1, 0\]"):
        expect_finite(matrix)


@pytest.mark.parametrize("number", [2, 2.0, np.float32(2), np.array(2.0), torch.tensor(2.0)])
def test_a_scalar_comes_back_as_a_float(number):
    got = expect_scalar(number)
    assert type(got) is float
    assert got == 2.0


@pytest.mark.parametrize(
    "value", [None, True, np.bool_(1), 1j, math.nan, np.zeros(1), torch.zeros(1), "2", [2.0]]
)
def test_what_is_no_real_number_is_no_scalar(value):
    with pytest.raises(CheckFailed):
        expect_scalar(value)


def test_an_exception_is_expected_by_name_or_class():
    raised = outcome(raised=SolutionRaised("LinAlgError", "singular", 3))
    expect_raises(raised, "LinAlgError")
    expect_raises(raised, np.linalg.LinAlgError)
    expect_raises(raised, (ValueError, "LinAlgError"))
    expect_raises(raised, torch.linalg.LinAlgError)


def test_a_missing_or_other_exception_fails():
    with pytest.raises(CheckFailed, match="returned an array of shape"):
        expect_raises(outcome(value=np.zeros(2)), ValueError)
    with pytest.raises(CheckFailed, match=r"^The call returned the number 1\.5\. The rule: it"):
        expect_raises(outcome(value=1.5), ValueError)
    with pytest.raises(CheckFailed, match=r"^n = 1: the call returned nan\."):
        expect_raises(outcome(value=math.nan), ValueError, case="n = 1")
    with pytest.raises(CheckFailed, match=r"raised TypeError: no \(line 3\). The rule: it raises"):
        expect_raises(outcome(raised=SolutionRaised("TypeError", "no", 3)), ValueError)


def test_a_mutated_argument_is_named():
    expect_unmutated(outcome())
    with pytest.raises(CheckFailed, match=r"^The argument number 2 changed"):
        expect_unmutated(outcome(mutated=(1,)))
    with pytest.raises(CheckFailed, match=r"^The argument `H` changed"):
        expect_unmutated(outcome(mutated=("H",)))


def test_a_budget_holds_up_to_its_count():
    expect_at_most(3, 3, what="gradients")
    with pytest.raises(CheckFailed, match=r"4 gradients were used\. The rule: at most 3"):
        expect_at_most(4, 3, what="gradients")


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


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "None"),
        (True, "True"),
        (1j, r"the number 0\+1j"),
        (np.zeros((2, 1)), r"an array of shape \(2, 1\)"),
        ([2.0], "a value of type list"),
    ],
)
def test_what_is_no_scalar_is_described(value, said):
    with pytest.raises(CheckFailed, match=rf"^The slope is {said}\. The rule: one real number"):
        expect_scalar(value, what="the slope")


def test_a_failure_without_a_case_begins_as_a_sentence():
    with pytest.raises(
        CheckFailed, match=r"^The slope is NaN\. The rule: every number is finite\."
    ):
        expect_finite(math.nan, what="the slope")
    with pytest.raises(CheckFailed, match=r"^n = 3: the slope is NaN"):
        expect_finite(math.nan, what="the slope", case="n = 3")


def test_fail_fails():
    with pytest.raises(CheckFailed, match="because"):
        fail("because")
