"""Measures of predictions and of paired differences, with their intervals."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from scipy.stats import rankdata

Array = NDArray[np.float64]
BINS = 20
# A prediction of exactly 0 or 1 would cost infinitely much once.
SMALLEST = 1e-4
RESAMPLES = 4000
BOOTSTRAP_SEED = 20


class Calibration(Struct, frozen=True):
    """Sums from which log loss and calibration follow, so that learners can be pooled.

    By bin of twenty equal ones: how many predictions, their sum, how many came true.
    """

    losses: float
    counts: tuple[float, ...]
    predicted: tuple[float, ...]
    came_true: tuple[float, ...]

    @classmethod
    def of(cls, probabilities: Array, outcomes: Array) -> Calibration:
        """Return the sums of some predictions."""
        bins = np.minimum(BINS - 1, (probabilities * BINS).astype(int))
        counts, predicted, came_true = (
            tuple(float(each) for each in np.bincount(bins, weights=weights, minlength=BINS))
            for weights in (np.ones(len(bins)), probabilities, outcomes)
        )
        losses = log_losses(probabilities, outcomes).sum()
        return cls(float(losses), counts, predicted, came_true)

    @classmethod
    def pooled(cls, parts: list[Calibration]) -> Calibration:
        """Return the sums over several learners."""
        counts, predicted, came_true = (
            tuple(float(each) for each in np.sum([getattr(part, name) for part in parts], axis=0))
            for name in ("counts", "predicted", "came_true")
        )
        return cls(sum(part.losses for part in parts), counts, predicted, came_true)

    @property
    def log_loss(self) -> float:
        """Return the mean log loss in nats."""
        return self.losses / sum(self.counts) if sum(self.counts) else float("nan")

    @property
    def rmse(self) -> float:
        """Return the root mean squared gap between said and seen, over bins by their count."""
        counts = np.asarray(self.counts)
        if not counts.sum():
            return float("nan")
        gaps = np.asarray(self.predicted) - np.asarray(self.came_true)
        some = counts > 0
        return float(np.sqrt((gaps[some] ** 2 / counts[some]).sum() / counts.sum()))


def log_losses(probabilities: Array, outcomes: Array) -> Array:
    """Return the log loss of each prediction in nats; outcomes are shares in [0, 1]."""
    kept = np.clip(probabilities, SMALLEST, 1 - SMALLEST)
    losses: Array = -outcomes * np.log(kept) - (1 - outcomes) * np.log1p(-kept)
    return losses


def auc(probabilities: Array, outcomes: Array) -> float:
    """Return the chance that what came true was predicted higher than what did not."""
    positive = int(outcomes.sum())
    negative = len(outcomes) - positive
    if not positive or not negative:
        return float("nan")
    ranks = rankdata(probabilities)[outcomes > 0].sum()
    return float((ranks - positive * (positive + 1) / 2) / (positive * negative))


class Interval(Struct, frozen=True):
    """A value with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float

    def text(self, digits: int = 3) -> str:
        """Return the value and the interval as they are printed."""
        return f"{self.value:.{digits}f} [{self.low:.{digits}f}, {self.high:.{digits}f}]"


def _resampled(size: int) -> NDArray[np.int64]:
    rng = np.random.default_rng(BOOTSTRAP_SEED)
    return rng.integers(0, size, (RESAMPLES, size))


def quantiles(value: float, samples: Array) -> Interval:
    """Return a value with the middle 95 % of its bootstrap samples."""
    kept = samples[~np.isnan(samples)]
    if not len(kept):
        return Interval(float(value), float("nan"), float("nan"))
    low, high = np.quantile(kept, (0.025, 0.975))
    return Interval(float(value), float(low), float(high))


def mean_interval(values: Array) -> Interval:
    """Return the mean of one value a learner; for paired differences pass the differences."""
    return quantiles(values.mean(), values[_resampled(len(values))].mean(axis=1))


def ratio_interval(
    gains: Array, minutes: Array, other_gains: Array, other_minutes: Array
) -> Interval:
    """Return by what share one gain per minute exceeds another, learners resampled in pairs."""
    rows = _resampled(len(gains))

    def rate(gain: Array, minute: Array) -> Array:
        rates: Array = gain[rows].sum(axis=1) / minute[rows].sum(axis=1)
        return rates

    value = (gains.sum() / minutes.sum()) / (other_gains.sum() / other_minutes.sum()) - 1
    samples = rate(gains, minutes) / rate(other_gains, other_minutes) - 1
    return quantiles(value, samples)


def pooled_interval(parts: list[Calibration], name: str) -> Interval:
    """Return a measure (`log_loss` or `rmse`) of learners pooled, learners resampled."""
    losses = np.asarray([part.losses for part in parts])
    sums = [
        np.asarray([getattr(part, key) for part in parts])
        for key in ("counts", "predicted", "came_true")
    ]
    samples = []
    for rows in _resampled(len(parts))[:400]:
        weights = np.bincount(rows, minlength=len(parts)).astype(float)
        totals = [tuple(float(each) for each in weights @ table) for table in sums]
        samples.append(getattr(Calibration(float(weights @ losses), *totals), name))
    return quantiles(getattr(Calibration.pooled(parts), name), np.asarray(samples))
