"""The rows of the real logs: each predictor on the same answers in the same order."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from practice.evaluation.logs import (
    ASSIST_TEST,
    ASSIST_TRAIN,
    REVIEWS,
    TZ_OFFSET_MIN,
    Predictor,
    Scored,
    Trial,
    assist_read,
    reviews_read,
    scored,
)
from practice.evaluation.measures import (
    BOOTSTRAP_SEED,
    Calibration,
    Interval,
    auc,
    log_losses,
    quantiles,
)
from practice.evaluation.modelled import Modelled
from practice.evaluation.predictors import Average, FsrsDefault, Sm2Curve

RESAMPLES = 200
PREDICTORS: dict[str, Callable[[], Predictor]] = {
    "average": Average,
    "SM-2": Sm2Curve,
    "FSRS-6 default": FsrsDefault,
    "ours": lambda: Modelled(TZ_OFFSET_MIN),
}
REVIEWS_NAME, ASSIST_NAME = "py-fsrs log", "ASSIST2015"


class LogRow(Struct, frozen=True):
    """How well one predictor did on one log."""

    log: str
    predictor: str
    answers: int
    log_loss: Interval
    auc: Interval
    rmse: float
    calibration: Calibration


def log_rows(folder: Path, learners: int | None) -> list[LogRow]:
    """Return the rows of the logs that lie in a folder; of ASSIST2015, the first `learners`."""
    rows = []
    for log, trials, by_concept in _logs(folder, learners):
        for name, make in PREDICTORS.items():
            sys.stderr.write(f"Predicting {log} by {name} …\n")
            rows.append(_row(log, name, scored(trials(), make(), by_concept=by_concept)))
    return rows


def _logs(
    folder: Path, learners: int | None
) -> Iterator[tuple[str, Callable[[], Iterator[Trial]], bool]]:
    reviews, train, test = (folder / name for name in (REVIEWS, ASSIST_TRAIN, ASSIST_TEST))
    if reviews.is_file():
        yield REVIEWS_NAME, lambda: reviews_read(reviews), True
    if train.is_file() and test.is_file():
        yield (
            ASSIST_NAME,
            lambda: chain(
                assist_read(train, is_scored=False, learners=learners),
                assist_read(test, is_scored=True, learners=learners),
            ),
            False,
        )


def _row(log: str, predictor: str, found: Scored) -> LogRow:
    calibration = Calibration.of(found.predicted, found.passed)
    losses = log_losses(found.predicted, found.passed)
    samples = np.asarray(
        [
            (losses[rows].mean(), auc(found.predicted[rows], found.passed[rows]))
            for rows in _resampled(found.groups)
        ]
    )
    return LogRow(
        log,
        predictor,
        len(found.passed),
        quantiles(float(losses.mean()), samples[:, 0]),
        quantiles(auc(found.predicted, found.passed), samples[:, 1]),
        calibration.rmse,
        calibration,
    )


def _resampled(groups: tuple[str, ...]) -> Iterator[NDArray[np.int64]]:
    """Yield places of answers, whole groups drawn with replacement."""
    rng = np.random.default_rng(BOOTSTRAP_SEED)
    _, members = np.unique(np.asarray(groups), return_inverse=True)
    order = np.argsort(members, kind="stable")
    parts = np.split(order, np.cumsum(np.bincount(members))[:-1])
    for _ in range(RESAMPLES):
        drawn = rng.integers(0, len(parts), len(parts))
        yield np.concatenate([parts[place] for place in drawn])
