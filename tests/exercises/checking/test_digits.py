"""Digits of agreement with certified values."""

import math

import numpy as np
import pytest

from exercises.checking import CheckFailed, digits_of, expect_digits

CERTIFIED = np.array([2.3894212918e02, 5.5015643181e-04])


def test_digits_are_the_log_relative_error_of_the_worst_entry():
    assert digits_of(CERTIFIED, CERTIFIED) == 15
    assert digits_of(CERTIFIED * [1, 1 + 1e-6], CERTIFIED) == pytest.approx(6)
    assert digits_of(1e-4, 0.0) == pytest.approx(4)
    assert digits_of(0.0, 0.0) == 15
    assert digits_of(-CERTIFIED, CERTIFIED) == 0
    assert digits_of(CERTIFIED * math.nan, CERTIFIED) == 0
    assert digits_of(CERTIFIED[:1], CERTIFIED) == 0
    assert digits_of(math.inf, 1.0) == 0


def test_too_few_digits_fail_and_show_how_many():
    expect_digits(CERTIFIED * (1 + 1e-7), CERTIFIED, 6, what="the parameter")
    with pytest.raises(CheckFailed) as caught:
        expect_digits(CERTIFIED * [1, 1 + 1e-3], CERTIFIED, 6, what="the parameter", case="Misra1a")
    assert str(caught.value) == (
        "Misra1a: the parameter at entry [1] agrees with the certified value to 3.0 digits. "
        "The rule: at least 6 digits, by the log relative error."
    )


@pytest.mark.parametrize(
    "got", [CERTIFIED * 0, CERTIFIED * math.nan, CERTIFIED[:1], CERTIFIED + 0j, None]
)
def test_what_is_no_answer_has_no_digits(got):
    with pytest.raises(CheckFailed):
        expect_digits(got, CERTIFIED, 1, what="the parameters")


def test_exactly_as_many_digits_as_asked_are_enough():
    got = CERTIFIED * (1 + 1e-6)
    expect_digits(got, CERTIFIED, digits_of(got, CERTIFIED), what="the parameters")


def test_negative_values_and_errors_to_either_side_have_digits():
    assert digits_of(-1.0 - 1e-5, -1.0) == pytest.approx(5)
    assert digits_of(-100.0 + 1e-3, -100.0) == pytest.approx(5)
    assert digits_of(0.9, 1.0) == pytest.approx(1)


def test_what_is_no_answer_is_said_to_be_none():
    for got, said in ((CERTIFIED[:1], "has shape"), (CERTIFIED * math.nan, "is NaN at entry")):
        with pytest.raises(CheckFailed, match=said):
            expect_digits(got, CERTIFIED, 1, what="the parameters")
