"""Stochastic estimators: right ones pass, whatever the seed; biased, noisy, stuck ones fail."""

import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exercises.checking import (
    CheckFailed,
    expect_estimator,
    expect_mean,
    expect_repeatable,
    expect_varies,
)

H = np.diag(np.arange(1.0, 9.0)) + 0.5
TRACE = float(np.trace(H))
# Rademacher probes: the variance of one is twice the sum of squares off the diagonal.
DEVIATION = math.sqrt(2 * np.sum(np.square(H - np.diag(np.diagonal(H)))) / 10)


def hutchinson(seed, probes=10):
    signs = np.random.default_rng(seed).choice([-1.0, 1.0], (probes, len(H)))
    return float(np.mean(np.sum((signs @ H) * signs, axis=1)))


@settings(deadline=None)
@given(st.integers(0, 2**30))
@example(1879)  # Twenty runs, all below the truth and near each other: the estimate is skewed.
def test_a_right_estimator_passes_with_any_seeds(first):
    seeds = range(first, first + 20)
    expect_estimator(hutchinson, TRACE, deviation=DEVIATION, seeds=seeds)


def test_a_right_mean_hardly_ever_fails():
    rng = np.random.default_rng(0)
    failures = 0
    for samples in rng.standard_normal((4000, 20)):
        try:
            expect_mean(list(samples), 0.0, deviation=1.0)
        except CheckFailed:
            failures += 1
    assert failures <= 1


@pytest.mark.parametrize(
    ("estimate", "said"),
    [
        (lambda seed: 1.3 * hutchinson(seed), "mean of 20 runs"),
        (lambda seed: 0.0 * seed, "are the same"),
        (lambda seed: TRACE, "are the same"),
        (lambda seed: math.nan, "the same seed differ"),
        (lambda seed: hutchinson(None), "the same seed differ"),
        (lambda seed: hutchinson(seed, probes=1) * 3 - 2 * TRACE, "scatters"),
        (lambda seed: np.full(2, hutchinson(seed)), "has shape"),
    ],
)
def test_a_wrong_estimator_is_told_why(estimate, said):
    with pytest.raises(CheckFailed, match=said):
        expect_estimator(estimate, TRACE, deviation=DEVIATION)


def test_noise_does_not_hide_a_bias():
    rng = np.random.default_rng(1)
    with pytest.raises(CheckFailed, match="scatters by about"):
        expect_mean(list(5.0 + 100 * rng.standard_normal(20)), 0.0, deviation=1.0)


def test_vectors_are_judged_by_their_norm():
    rng = np.random.default_rng(2)
    samples = list(np.ones(50) + rng.standard_normal((30, 50)))
    expect_mean(samples, np.ones(50), deviation=math.sqrt(50))
    with pytest.raises(CheckFailed, match="mean of 30 runs"):
        expect_mean([sample + 1.0 for sample in samples], np.ones(50), deviation=math.sqrt(50))


def test_an_exact_estimator_scatters_by_rounding_only():
    samples = [3.0 + 1e-15 * k for k in range(20)]
    expect_mean(samples, 3.0, deviation=0.0)
    with pytest.raises(CheckFailed):
        expect_mean(samples, 3.1, deviation=0.0)


def test_too_few_runs_are_the_authors_error():
    with pytest.raises(ValueError, match="20 runs"):
        expect_mean([1.0] * 19, 1.0, deviation=1.0)


def test_repeating_and_varying_go_by_bits():
    one = np.array([1.0, 0.0])
    expect_repeatable(one, one.copy())
    expect_varies([one, one.copy(), one + 1e-16, one + 1e-15])
    for other in (one + 1e-15, one * -1 * -1 + [0, -0.0], np.array([1.0, -0.0]), one * math.nan):
        if other.tobytes() != one.tobytes():
            with pytest.raises(CheckFailed, match="same seed differ at entry"):
                expect_repeatable(one, other)
    with pytest.raises(CheckFailed, match="2 runs of the estimate with different seeds"):
        expect_varies([one, one.copy()])
