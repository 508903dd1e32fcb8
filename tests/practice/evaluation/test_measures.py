"""Measures of predictions, held against their definitions."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.evaluation.measures import (
    Calibration,
    auc,
    mean_interval,
    pooled_interval,
    ratio_interval,
)

pairs = st.lists(st.tuples(st.floats(0.01, 0.99), st.booleans()), min_size=2, max_size=40)


def arrays(rows: list[tuple[float, bool]]) -> tuple[np.ndarray, np.ndarray]:
    return np.asarray([p for p, _ in rows]), np.asarray([float(y) for _, y in rows])


@given(pairs)
def test_log_loss_is_the_mean_of_the_negative_log_likelihoods(
    rows: list[tuple[float, bool]],
) -> None:
    expected = -np.mean([math.log(p if y else 1 - p) for p, y in rows])
    assert Calibration.of(*arrays(rows)).log_loss == pytest.approx(expected)


def test_the_gap_of_a_bin_counts_by_how_many_fell_into_it() -> None:
    said, came = np.asarray([0.51, 0.53, 0.52, 0.96]), np.asarray([1.0, 0.0, 1.0, 1.0])
    gaps = [(0.52 - 2 / 3) ** 2 * 3, (0.96 - 1) ** 2 * 1]
    assert Calibration.of(said, came).rmse == pytest.approx(math.sqrt(sum(gaps) / 4))


@given(pairs, pairs)
def test_learners_pooled_measure_as_their_answers_together(
    first: list[tuple[float, bool]], second: list[tuple[float, bool]]
) -> None:
    together = Calibration.of(*arrays(first + second))
    pooled = Calibration.pooled([Calibration.of(*arrays(rows)) for rows in (first, second)])
    assert pooled.log_loss == pytest.approx(together.log_loss)
    assert pooled.rmse == pytest.approx(together.rmse, abs=1e-9)


@given(pairs)
def test_auc_is_the_share_of_pairs_in_the_right_order(rows: list[tuple[float, bool]]) -> None:
    wins = [
        1.0 if p > q else 0.5 if p == q else 0.0
        for p, passed in rows
        for q, failed in rows
        if passed and not failed
    ]
    found = auc(*arrays(rows))
    assert found == pytest.approx(np.mean(wins)) if wins else math.isnan(found)


def test_paired_differences_have_a_narrower_interval_than_their_parts() -> None:
    rng = np.random.default_rng(1)
    learners = rng.normal(0.5, 0.2, 200)
    gain = rng.normal(0.05, 0.01, 200)
    difference = mean_interval(learners + gain - learners)
    assert difference.low < 0.05 < difference.high
    whole = mean_interval(learners)
    assert (whole.high - whole.low) > 5 * (difference.high - difference.low)


def test_gain_per_minute_is_compared_as_a_ratio_of_sums() -> None:
    gains, minutes = np.asarray([0.2, 0.4]), np.asarray([100.0, 200.0])
    found = ratio_interval(gains, minutes, gains, 2 * minutes)
    assert (found.value, found.low, found.high) == pytest.approx((1.0, 1.0, 1.0))


def test_a_pooled_measure_lies_within_its_interval() -> None:
    rng = np.random.default_rng(2)
    parts = []
    for _ in range(30):
        said = rng.random(50)
        parts.append(Calibration.of(said, (rng.random(50) < said).astype(float)))
    found = pooled_interval(parts, "log_loss")
    assert found.low < found.value < found.high
    assert found.value == pytest.approx(Calibration.pooled(parts).log_loss)
