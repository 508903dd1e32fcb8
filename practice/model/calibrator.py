"""The calibrator: an online logistic regression that blends FSRS with recent success.

It has one weight for each feature, and one offset for each concept and each item. Every one has a
prior and learns by a diagonal Newton step: the more is known of it, the less one answer moves it.
"""

from collections.abc import Sequence
from math import exp, log
from operator import mul

import msgspec

Features = tuple[float, ...]
FEATURES = (
    "know",
    "do",
    "new",
    "recall",
    "missed",
    "wins",
    "losses",
    "other facet",
    "ability",
    "difficulty",
    "elapsed",
)
# Where they come from: FSRS is trusted but for a fifth; "wins", "losses" and "ability" are about
# what a logistic regression gives on the training part of ASSISTments 2015 (0.4, -0.3, 0.55), the
# first two halved, for FSRS has seen those answers too; the others are a guess on the safe side.
# "new" makes a first question 0.55 likely and a first exercise 0.48.
POOLED_WEIGHTS = (-0.3, -0.6, 0.5, 0.8, -3.0, 0.2, -0.2, 0.1, 0.5, -0.2, 0.0)
# How many answers at even odds the pooled weights are worth against a learner's own.
POOLED_PRECISION = 10.0
CONCEPT_PRECISION = 12.0
ITEM_PRECISION = 24.0
LOGIT_LIMIT = 4.0
RECALL = FEATURES.index("recall")
RECALL_WEIGHT_MIN = 0.2


class Offset(msgspec.Struct):
    """What is particular to one concept or item: a log-odds, and how much is known of it."""

    value: float = 0.0
    information: float = 0.0


class Calibrator(msgspec.Struct):
    """The weights of one learner, which begin at the pooled ones, and the offsets by slug and id.

    `information` is the observed Fisher information of each weight, the prior's not included.
    """

    weights: list[float] = msgspec.field(default_factory=lambda: list(POOLED_WEIGHTS))
    information: list[float] = msgspec.field(default_factory=lambda: [0.0] * len(FEATURES))
    concepts: dict[str, Offset] = msgspec.field(default_factory=dict)
    items: dict[str, Offset] = msgspec.field(default_factory=dict)


class Trial(msgspec.Struct, frozen=True):
    """One thing asked: of which concepts, by which item, with which features and guess floor."""

    concepts: tuple[str, ...]
    item_id: str
    features: Features
    guess: float = 0.0


def logit(probability: float) -> float:
    """Return the log-odds of a probability, cut off at ±4."""
    if probability <= 0.0:
        return -LOGIT_LIMIT
    if probability >= 1.0:
        return LOGIT_LIMIT
    return min(LOGIT_LIMIT, max(-LOGIT_LIMIT, log(probability / (1 - probability))))


def sigmoid(log_odds: float) -> float:
    """Return the probability of a log-odds, for those of any size."""
    if log_odds >= 0:
        return 1 / (1 + exp(-log_odds))
    power = exp(log_odds)
    return power / (1 + power)


def known(calibrator: Calibrator, trial: Trial) -> float:
    """Return the probability that a trial is passed by knowledge, without guessing."""
    total = sum(map(mul, calibrator.weights, trial.features))
    offsets = calibrator.concepts
    of_concepts = 0.0
    for concept in trial.concepts:
        offset = offsets.get(concept)
        if offset is not None:
            of_concepts += offset.value
    if of_concepts:
        total += of_concepts / len(trial.concepts)
    item = calibrator.items.get(trial.item_id)
    if item is not None:
        total += item.value
    return sigmoid(total)


def predict(calibrator: Calibrator, trial: Trial) -> float:
    """Return the probability that a trial is passed, by knowledge or by guessing."""
    return trial.guess + (1 - trial.guess) * known(calibrator, trial)


def learn(
    calibrator: Calibrator, trials: Sequence[Trial], outcomes: Sequence[float]
) -> list[float]:
    """Update from the outcomes of one answer, in [0, 1]; return what was predicted of each.

    All predictions are made before the first update: the rows of one answer over several concepts
    must not inform each other. The likelihood of p = g + (1-g)s has the slope (y-p)·s/p in the
    log-odds of s, and the information (1-g)·s²·(1-s)/p.
    """
    predicted = [known(calibrator, trial) for trial in trials]
    answers = []
    for trial, s, outcome in zip(trials, predicted, outcomes, strict=True):
        s_safe = max(s, 1e-6)
        p = trial.guess + (1 - trial.guess) * s_safe
        slope = (outcome - p) * s_safe / p
        _step(calibrator, trial, slope, (1 - trial.guess) * s_safe * s_safe * (1 - s) / p)
        answers.append(p)
    return answers


def _step(calibrator: Calibrator, trial: Trial, slope: float, information: float) -> None:
    weights, seen = calibrator.weights, calibrator.information
    for place, value in enumerate(trial.features):
        if value:
            seen[place] += information * value * value
            weights[place] += slope * value / (POOLED_PRECISION + seen[place])
    # Whatever the answers say, who remembers better is not less likely to be right.
    weights[RECALL] = max(RECALL_WEIGHT_MIN, weights[RECALL])
    share = 1 / max(1, len(trial.concepts))
    for concept in trial.concepts:
        offset = calibrator.concepts.get(concept)
        if offset is None:
            offset = calibrator.concepts[concept] = Offset()
        offset.information += information * share
        offset.value += slope * share / (CONCEPT_PRECISION + offset.information)
    item = calibrator.items.get(trial.item_id)
    if item is None:
        item = calibrator.items[trial.item_id] = Offset()
    item.information += information
    item.value += slope / (ITEM_PRECISION + item.information)
