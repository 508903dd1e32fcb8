"""The form of a result: what it may be, and what a learner reads where it is something else."""

import math

import numpy as np
import pytest
import torch

from exercises.checking import (
    CheckFailed,
    expect_device,
    expect_dtype,
    expect_equal,
    expect_finite,
    expect_real,
    expect_scalar,
    expect_shape,
    expect_tensor,
    expect_tuple,
    fail,
)


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


def test_a_tensor_keeps_kind_shape_dtype_and_device():
    like = torch.ones(2, 3)
    expect_tensor(like * 2, like)
    for got in (np.ones((2, 3)), like.mT, like.double(), like * math.nan, like.to("meta")):
        with pytest.raises(CheckFailed):
            expect_tensor(got, like)


def test_a_device_is_named():
    expect_device(np.ones(2), "cpu")
    with pytest.raises(CheckFailed, match=r"^The result is on meta\. The rule: it stays on cuda"):
        expect_device(torch.ones(2, device="meta"), "cuda")


def test_a_complex_result_is_not_real_though_its_imaginary_part_is_zero():
    expect_real(np.ones(2))
    with pytest.raises(CheckFailed, match="is complex"):
        expect_real(np.ones(2) + 0j)


def test_a_tuple_has_the_items_that_the_statement_names():
    assert expect_tuple([1, 2], ("L", "tau")) == (1, 2)
    with pytest.raises(CheckFailed, match=r"has 3 items\. The rule: \(L, tau\) is returned"):
        expect_tuple((1, 2, 3), ("L", "tau"))
    with pytest.raises(CheckFailed, match=r"is an array of shape \(2,\)"):
        expect_tuple(np.ones(2), ("L", "tau"))


@pytest.mark.parametrize(
    ("got", "want"),
    [
        ("saddle", "saddle"),
        ([2, 0, 1], (2, 0, 1)),
        (np.int64(3), 3),
        (np.bool_(1), True),
        (torch.tensor([1, 2]), np.array([1, 2])),
        (np.array([True, False]), np.array([True, False])),
        (np.empty((0, 2)), np.empty((0, 2))),
        ({"m": 2**70}, {"m": 2**70}),
        (math.inf, math.inf),
        (None, None),
    ],
    ids=repr,
)
def test_what_is_exact_is_equal(got, want):
    expect_equal(got, want, what="the label")


@pytest.mark.parametrize(
    ("got", "want"),
    [
        ("minimum", "saddle"),
        ((2, 1, 0), (2, 0, 1)),
        ((2, 0), (2, 0, 1)),
        (1, True),
        (True, 1),
        (np.array([1.0, 0.0]), np.array([True, False])),
        (np.array([True, True]), np.array([True, False])),
        (np.array([1.0, math.nan]), np.array([1.0, math.nan])),
        (math.nan, math.nan),
        ({"m": float(2**70) + 2**20}, {"m": 2**70}),
        ({"n": 1}, {"m": 1}),
        (None, 0),
        (0, None),
        (np.array([1, 2, 3]), np.array([1, 2])),
        ("1", 1),
    ],
    ids=repr,
)
def test_what_is_nearly_exact_is_not_equal(got, want):
    with pytest.raises(CheckFailed):
        expect_equal(got, want, what="the label")


def test_a_wrong_label_is_shown_and_the_right_one_is_not():
    with pytest.raises(CheckFailed) as caught:
        expect_equal("minimum", "saddle", what="the kind", case="x⁴")
    assert str(caught.value) == (
        'x⁴: the kind is "minimum". The rule: exactly the right one, since nothing here is rounded.'
    )
