"""Growth fails only what is clearly too steep."""

import itertools

import pytest

from exercises.checking.failures import CheckFailed
from exercises.checking.growth import expect_growth


@pytest.mark.parametrize("power", [0.0, 1.0, 1.5])
def test_cost_within_the_slack_passes(power):
    expect_growth(lambda n: n**power, 100, 1.0)


@pytest.mark.parametrize("power", [1.7, 2.0, 3.0])
def test_steeper_cost_fails_with_its_exponent(power):
    with pytest.raises(CheckFailed, match=rf"power {power:.1f} between n = 100 and n = 400"):
        expect_growth(lambda n: n**power, 100, 1.0, what="the work", case="m = 5")


def test_a_failure_names_the_size_as_the_learner_knows_it():
    with pytest.raises(CheckFailed) as caught:
        expect_growth(lambda m: m**2.0, 3, 1.0, size="m")
    assert str(caught.value) == (
        "The time grows about as m to the power 2.0 between m = 3 and m = 12. "
        "The rule: m to the power 1, and up to 1.6 is taken for noise."
    )


def test_one_good_trial_of_three_is_enough():
    # Two trials of seven and seven calls see a quadratic cost, the third a linear one.
    calls = itertools.count()
    expect_growth(lambda n: float(n**2 if next(calls) < 28 else n), 100, 1.0)


def test_noise_that_slows_most_calls_does_not_fail_a_right_answer():
    noise = itertools.cycle([5.0, 9.0, 1.0])
    expect_growth(lambda n: n * next(noise), 100, 1.0)


def test_a_clock_that_reads_zero_fails_nothing():
    expect_growth(lambda n: 0.0, 100, 1.0)
