"""The real logs, read where they lie: every answer is predicted before it is learnt."""

import csv
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Protocol

import numpy as np
from msgspec import Struct, structs

from practice.evaluation.measures import Array

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data" / "practice"
REVIEWS = "py-fsrs-review-log.csv"
ASSIST_TRAIN, ASSIST_TEST = "assist2015-train_valid.csv", "assist2015-test.csv"
DAY_MS = 86_400_000
UNKNOWN = 0
# Anki's day begins at four. The log does not name the learner's time zone; hardly any answer lies
# between one and seven in the morning by this one, and any from UTC-10 to UTC-2 would do as well.
TZ_OFFSET_MIN = -300
ROLLOVER_MS = 4 * 3_600_000 - TZ_OFFSET_MIN * 60_000
# ASSIST2015 has no times: each answer of a learner is taken to be a day after the one before it.
FIRST_MS = 20_000 * DAY_MS + DAY_MS // 2


class Trial(Struct, frozen=True):
    """One answer of a log: by whom, about what, when, and how it was rated (1 to 4).

    `is_recall` is False for answers that follow on the heels of another one to the same, or that
    are the first to it; `is_scored` for those and for all answers that are only learnt from.
    """

    learner: str
    concept: str
    t_ms: int
    rating: int
    is_recall: bool
    is_scored: bool

    @property
    def passed(self) -> bool:
        """Tell whether it was recalled."""
        return self.rating > 1

    @property
    def day(self) -> float:
        """Return the time in days, where a whole one begins when the learner's does."""
        return (self.t_ms - ROLLOVER_MS) / DAY_MS


class Predictor(Protocol):
    """Predicts answers one after the other."""

    def start(self, learner: str) -> None:
        """Begin with another learner."""

    def predict(self, trial: Trial) -> float:
        """Return the probability that a trial is passed; `trial.rating` must not be looked at."""

    def learn(self, trial: Trial) -> None:
        """Take the answer into account."""


class Scored(Struct, frozen=True):
    """What one predictor said of the scored answers, what came, and what each answer belongs to."""

    predicted: Array
    passed: Array
    groups: tuple[str, ...]


def data_path() -> Path | None:
    """Return the folder of the logs, by PRACTICE_DATA or beside the repository; None if absent."""
    path = Path(os.environ.get("PRACTICE_DATA") or DATA)
    return path if path.is_dir() else None


def reviews_read(path: Path) -> Iterator[Trial]:
    """Yield one learner's Anki reviews, by time.

    A review is scored when it is its card's first of a day, and not of the card's first day.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            (_ms(row["review_time"]), row["card_id"], int(row["review_rating"]))
            for row in csv.DictReader(file)
        ]
    last: dict[str, int] = {}
    for t_ms, card, rating in sorted(rows):
        day = (t_ms - ROLLOVER_MS) // DAY_MS
        is_recall = card in last and day > last[card]
        yield Trial("one", card, t_ms, rating, is_recall, is_recall)
        last[card] = day


def assist_read(path: Path, *, is_scored: bool, learners: int | None = None) -> Iterator[Trial]:
    """Yield the answers of one file of ASSIST2015, learner by learner, the first `learners`."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in islice(csv.DictReader(file), learners):
            pairs = zip(row["concepts"].split(","), row["responses"].split(","), strict=True)
            for k, (concept, response) in enumerate(pairs):
                if response in {"0", "1"}:
                    rating = 3 if response == "1" else 1
                    t_ms = FIRST_MS + k * DAY_MS
                    yield Trial(
                        row["uid"], concept, t_ms, rating, is_recall=True, is_scored=is_scored
                    )


def scored(trials: Iterable[Trial], predictor: Predictor, *, by_concept: bool) -> Scored:
    """Return what a predictor says of each scored trial before it learns the answer.

    The groups, which the bootstrap resamples, are the concepts of one learner or the learners.
    """
    predicted, passed, groups = [], [], []
    learner = None
    for trial in trials:
        if trial.learner != learner:
            learner = trial.learner
            predictor.start(learner)
        if trial.is_scored:
            # What is predicted from does not hold the answer.
            predicted.append(predictor.predict(unanswered(trial)))
            passed.append(float(trial.passed))
            groups.append(trial.concept if by_concept else trial.learner)
        predictor.learn(trial)
    return Scored(np.asarray(predicted), np.asarray(passed), tuple(groups))


def unanswered(trial: Trial) -> Trial:
    """Return a trial without its answer."""
    return structs.replace(trial, rating=UNKNOWN)


def _ms(written: str) -> int:
    return round(datetime.fromisoformat(written).timestamp() * 1000)
